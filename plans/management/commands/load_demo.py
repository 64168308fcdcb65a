"""`manage.py load_demo`: demonstration standards and invented firms. Refused in production mode."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobs.tasks import wake
from plans.services.demo import load_demo_plan
from plans.wording.done import NO_DEMONSTRATION_HERE
from reports.services.demo import load_demo, request_demo_reports
from standards.selectors.committed import demonstration_files


class Command(BaseCommand):
    help = "Load the demonstration standards and three invented firms, one with a plan; print their logins."

    def handle(self, **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(str(NO_DEMONSTRATION_HERE))
        call_command("load_standard", *demonstration_files(), stdout=StringIO())
        at = timezone.now()
        logins = load_demo(at=at)
        load_demo_plan(at=at)
        for report in request_demo_reports(at=at):
            if not report.job.is_over:
                wake(report.job.pk)
        for login in logins:
            self.stdout.write(f"{login.enterprise}\n  {login.email}  {login.password}")
