"""Every change to a case, one module a subject; each function is one act, from permission to audit entry."""
