from decimal import Decimal

from commitments.charts import WIDTH, Mark, bars, columns, stacked, units


def test_a_length_is_written_with_a_point_and_no_needless_zero():
    assert [units(12), units(12.04), units(12.06), units(0.5)] == ["12", "12", "12.1", "0.5"]


def test_columns_stand_for_every_year_from_the_first_to_the_last():
    chart = columns({2022: 1, 2025: 4})

    assert [(mark.key, mark.value) for mark in chart.marks] == [(2022, 1), (2023, 0), (2024, 0), (2025, 4)]
    assert [mark.height for mark in chart.marks] == ["37.5", "0", "0", "150"]
    assert [mark.y for mark in chart.marks] == ["130.5", "168", "168", "18"]
    assert chart.marks[3] == Mark(
        key=2025, value=4, x="265.2", y="18", width="64.6", height="150", text_x="297.5", text_y="13"
    )
    assert (chart.height, chart.base, chart.named) == (190, "168", chart.marks)


def test_only_the_years_that_have_something_stand_on_a_long_axis():
    assert [mark.key for mark in columns({2020: 1, 2100: 1}).marks] == [2020, 2100]
    assert [mark.key for mark in columns({2020: 1, 2059: 1}).marks] == list(range(2020, 2060))


def test_names_of_years_never_run_into_each_other():
    chart = columns(dict.fromkeys(range(2020, 2040), 1))

    assert [mark.key for mark in chart.named] == [2020, 2023, 2026, 2029, 2032, 2035, 2038]


def test_a_number_is_told_only_where_it_has_room():
    chart = columns({2020: 5, 2049: 12345})

    assert [mark.told for mark in chart.marks if mark.value] == [True, False]


def test_a_column_of_little_beside_much_can_still_be_seen():
    assert columns({2020: 1, 2021: 100_000}).marks[0].height == "2"


def test_no_deadline_at_all_makes_an_empty_chart():
    chart = columns({})

    assert (chart.marks, chart.named) == ([], [])


def test_stacked_bars_share_one_scale_and_keep_the_order():
    chart = stacked({"water": {"late": 1, "": 1, "done": 2}, "soil": {"done": 1}}, ["done", "late", ""])

    water, soil = chart.rows
    assert [(mark.key, mark.value, mark.x, mark.width) for mark in water.marks] == [
        ("done", 2, "0", "169"),
        ("late", 1, "170", "84"),
        ("", 1, "255", "84"),
    ]
    assert [(mark.key, mark.width, mark.y) for mark in soil.marks] == [("done", "84", "77")]
    assert [(row.key, row.total, row.name_y) for row in chart.rows] == [("water", 4, "14"), ("soil", 1, "72")]
    assert chart.height == 116


def test_the_largest_bar_is_as_long_as_the_drawing_is_wide():
    chart = bars({"a": Decimal("2.5"), "b": Decimal(10), "c": Decimal(0)})

    assert [mark.width for row in chart.rows for mark in row.marks] == ["84", str(WIDTH - 1), "1"]


def test_nothing_to_draw_makes_no_rows():
    assert (bars({}).rows, stacked({}, ["done"]).rows) == ([], [])
    assert [mark.width for row in bars({"a": Decimal(0)}).rows for mark in row.marks] == ["1"]
