"""The page's looks as Gradio takes them: a theme that leaves every colour and face to page.css."""

from __future__ import annotations

import gradio as gr

SANS = (
    "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans",
    "Arial", "system-ui", "sans-serif",
)  # fmt: skip
HEAD = """\
<meta name="color-scheme" content="light dark">
<meta name="description" content="Ask the news, check the receipts.">
<link rel="icon" type="image/svg+xml" href="/paper/icon.svg">
<link rel="stylesheet" href="/paper/paper.css">
<link rel="stylesheet" href="/paper/page.css">
<link rel="stylesheet" href="/paper/chats.css">
<link rel="stylesheet" href="/paper/turns.css">
<link rel="stylesheet" href="/paper/pages.css">
<link rel="stylesheet" href="/paper/articles.css">
<link rel="stylesheet" href="/paper/timeline.css">
<link rel="stylesheet" href="/paper/add.css">
<link rel="stylesheet" href="/paper/history.css">
<link rel="stylesheet" href="/paper/evaluate.css">
<script src="/paper/page.js" defer></script>
<script src="/paper/chats.js" defer></script>
<script src="/paper/chips.js" defer></script>
<script src="/paper/turns.js" defer></script>
<script src="/paper/feedback.js" defer></script>
<script src="/paper/receipts.js" defer></script>
<script src="/paper/articles.js" defer></script>
<script type="module" src="/paper/add.js"></script>
<script src="/paper/evaluate.js" defer></script>
"""
COLOURS = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--muted)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--paper)",
    "border_color_primary": "var(--rule)",
    "border_color_accent": "var(--accent)",
    "block_background_fill": "transparent",
    "input_background_fill": "var(--sheet)",
    "input_border_color": "var(--rule)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--muted)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent-strong)",
    "button_primary_text_color": "var(--on-accent)",
    "button_secondary_background_fill": "transparent",
    "button_secondary_background_fill_hover": "var(--sheet)",
    "button_secondary_text_color": "var(--ink)",
    "button_secondary_border_color": "var(--rule)",
    "link_text_color": "var(--accent)",
    "link_text_color_hover": "var(--accent-strong)",
    "loader_color": "var(--accent)",
}


def theme() -> gr.themes.Base:
    """Colours come from the page's own variables, which know light from dark."""
    faces = [gr.themes.Font(name) for name in SANS]
    base = gr.themes.Base(font=faces, font_mono=[gr.themes.Font("monospace")])
    dark = {f"{name}_dark": value for name, value in COLOURS.items()}
    return base.set(
        **COLOURS,
        **dark,
        color_accent="var(--accent)",
        block_border_width="0px",
        block_shadow="none",
        input_shadow="none",
        input_shadow_focus="none",
        button_primary_shadow="none",
        button_secondary_shadow="none",
    )
