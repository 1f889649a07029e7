"""Documents, mails and archives that somebody sent, read within bounds as plain values."""
