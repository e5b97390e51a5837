"""Text from files inside Streamlit labels, which are read as markdown: every mark stands for itself."""

import re

_MARKS = re.compile(r"([\\`*_\[\]()<>#~$:|{}])")


def escape_markdown(text: str) -> str:
    """'*penting*' → r'\\*penting\\*'"""
    return _MARKS.sub(r"\\\1", text)
