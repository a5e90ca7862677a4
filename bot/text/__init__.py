"""Words, stems and the repair of typos; pure, and known to nobody but its callers."""
