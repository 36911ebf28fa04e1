"""The receipts: what a contributor reaches with a code, and without saying who they are."""
