"""What keeps bombs and endless input out: named limits, and whatever unpacks within them."""
