"""Static files: a script names what it imports by its fingerprint too, so that a worker can keep it for good."""

import re
import shutil

from django.conf import settings

from summit.static_files import Fingerprinted


def test_what_one_script_imports_of_another_has_its_fingerprint(tmp_path):
    scripts = sorted((settings.BASE_DIR / "static" / "js").glob("door*.js"))
    (tmp_path / "js").mkdir()
    for script in scripts:
        shutil.copy(script, tmp_path / "js")
    storage = Fingerprinted(location=tmp_path, base_url="/static/")

    problems = [
        problem
        for *_names, problem in storage.post_process(
            {f"js/{one.name}": (storage, f"js/{one.name}") for one in scripts}
        )
        if isinstance(problem, Exception)
    ]

    hashed = [file for file in (tmp_path / "js").glob("*.js") if re.search(r"\.[0-9a-f]{12}\.js$", file.name)]
    imported = [name for file in hashed for name in re.findall(r'from "\./(.+?)"', file.read_text())]
    assert problems == []
    assert len(imported) > 8
    assert [name for name in imported if not (tmp_path / "js" / name).exists()] == []
    assert [name for name in imported if not re.search(r"\.[0-9a-f]{12}\.js$", name)] == []
