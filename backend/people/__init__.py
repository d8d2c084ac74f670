"""Accounts, crews, devices and sign-in: who is acting."""
