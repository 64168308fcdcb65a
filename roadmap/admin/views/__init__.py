"""Pages that are no forms of Django's: each a function of a request and the ModelAdmin of the kind."""
