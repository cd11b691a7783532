"""One module a format, out and in. Pure: values in, text out."""
