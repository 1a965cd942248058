"""What many readings give together: the calendar of talks, the ledger of demands, the index of tension.

Views are computed from readings whenever they are asked for, and never stored as truth.
"""
