"""The product's addresses and a bare view with one upsert."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from assessment.models import FigureValue
from config.urls import urlpatterns as product
from enterprises.forms.requests import signed_in


def bare(request: HttpRequest, assessment: int) -> HttpResponse:
    """Write one row and say so: the least an autosave could do."""
    FigureValue.objects.update_or_create(
        assessment_id=assessment,
        code="bare",
        defaults={
            "value": request.POST["value"],
            "changed_by": signed_in(request),
            "changed_at": timezone.now(),
        },
    )
    return HttpResponse("saved")


urlpatterns = [*product, path("bare/<int:assessment>/", bare)]
