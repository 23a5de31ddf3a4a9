"""Members of staff, and the forms of their admin read as a browser reads them."""

import re

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from summit import second_factor


def signed_in(*groups, superuser=False, staff=True, verified=True):
    """Return the client of somebody new; without a group and not a superuser, they may do nothing.

    Whoever has to prove a second factor has done so, unless `verified` is False.
    """
    user = User.objects.create(username=f"person-{User.objects.count()}", is_staff=staff, is_superuser=superuser)
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    if verified and second_factor.is_needed(user):
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.create(user=user, name="app").persistent_id
        session.save()
    return client


def superuser():
    return signed_in(superuser=True)


def soup(page):
    return BeautifulSoup(page.content.decode(), "html5lib")


def fields(page):
    """Return what the main form of a page would send if its button were pressed now."""
    form = soup(page).select_one("#content-main form, main form[method=post]")
    values = {}
    for element in form.select("input[name], select[name], textarea[name]"):
        name, kind = element["name"], element.get("type")
        if "__prefix__" in name or kind in ("submit", "file"):
            continue
        if element.name == "textarea":
            values[name] = element.text.removeprefix("\n")
        elif element.name == "select":
            chosen = [option.get("value", "") for option in element.select("option[selected]")]
            if element.has_attr("multiple"):
                values[name] = chosen
            else:
                first = element.select_one("option")
                values[name] = chosen[0] if chosen else first["value"] if first else ""
        elif kind not in ("checkbox", "radio") or element.has_attr("checked"):
            values[name] = element.get("value", "on" if kind == "checkbox" else "")
    return values


def errors(page):
    """Return the sentences that a page gives as its errors, each once, in the order of the page."""
    found = soup(page).select("ul.errorlist li")
    return list(dict.fromkeys(" ".join(one.text.split()) for one in found))


def messages(page):
    found = soup(page).select("ul.messagelist li")
    return [" ".join(one.text.split()) for one in found]


def assert_obeys_the_policy(response):
    """No script, style or handler inside the page, nothing from another host, no variable left unfilled."""
    page = soup(response)
    assert page.select("script:not([src])") == []
    assert page.select("style, [style], base, iframe, object, embed") == []
    inline = [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")]
    assert inline == []
    loaded = [tag["src"] for tag in page.select("[src]")] + [tag["href"] for tag in page.select("link[href]")]
    assert [one for one in loaded if not re.match(r"/(?!/)", one)] == []
    assert b"{{" not in response.content


def address(obj, page="change"):
    args = [obj.pk] if page in ("change", "delete", "history") else []
    return reverse(f"admin:{obj._meta.label_lower.replace('.', '_')}_{page}", args=args)
