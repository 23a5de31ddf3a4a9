from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments import news
from commitments.charts import bars, columns, stacked
from commitments.kept_totals import register_figures
from commitments.models import Commitment

Delivery = Commitment.Delivery


class Silent(TextChoices):
    """A delivery that is worked out, never stored."""

    NO_RECENT_NEWS = news.NO_RECENT_NEWS, news.LABEL


# From what is done to what is not, the unknown last.
DELIVERIES = [
    Delivery.REACHED,
    Delivery.PARTLY_REACHED,
    Delivery.ON_COURSE,
    Delivery.UNDER_WAY,
    Delivery.NOT_STARTED,
    Delivery.BEHIND,
    Delivery.NOT_REACHED,
    Delivery.WITHDRAWN,
    Silent.NO_RECENT_NEWS,
    "",
]


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    found, state = register_figures()
    shares = {total.measure: total.shares(state.by_theme) for total in found.money if total.sum}
    context = {
        "totals": found,
        "standing": state,
        "deadlines": columns(state.by_year),
        "delivery": stacked(state.by_theme, DELIVERIES),
        "deliveries": [one for one in DELIVERIES if any(parts.get(one) for parts in state.by_theme.values())],
        "money": {
            currency: bars({share: share.sum.amount for share in held}) for currency, held in shares.items()
        },
    }
    return render(request, "commitments/figures.html", context)
