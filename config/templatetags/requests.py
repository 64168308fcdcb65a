"""What a page of an error says so that whoever helps finds it in the log."""

from django import template

from config.log import request_id

register = template.Library()
register.simple_tag(request_id)
