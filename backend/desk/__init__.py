"""What the desk needs beside the exchange: its crews' phones, and ready notes for who writes to reporters."""
