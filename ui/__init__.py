"""The only rooms where Streamlit is spoken, besides app.py and pages/."""
