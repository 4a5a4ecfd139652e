"""What keeps bombs and endless input out."""
