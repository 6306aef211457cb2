//! From the bytes of a page to an [`Article`](crate::article::Article).
