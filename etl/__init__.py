"""From what people send to one finished edition."""
