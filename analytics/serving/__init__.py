"""The served dashboard: who reaches it, how people sign in, and what its answers allow a browser.

Streamlit draws and keeps the connection; `guard` stands before it and lets through only who asks
the address this was started with, from a page of ours, with the token or signed in.
"""

from analytics.serving.settings import Settings, settings_of
from analytics.serving.start import serve_dashboard

__all__ = ["Settings", "serve_dashboard", "settings_of"]
