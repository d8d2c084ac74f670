"""Where things are and who answers for them: jurisdictions, services, responsibility layers, districts."""
