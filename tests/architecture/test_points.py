"""The list of points and the marks of the tests agree."""

from scripts.points import known_points, marked_tests, points_in


def test_every_point_that_a_test_names_exists():
    assert marked_tests().keys() <= known_points().keys()


def test_marks_on_functions_classes_and_modules_are_read():
    source = (
        "import pytest\n"
        'pytestmark = [pytest.mark.django_db, pytest.mark.point("X1")]\n'
        '@pytest.mark.point("D5", "D6")\n'
        "def test_votes(): ...\n"
        '@pytest.mark.point("P1")\n'
        "class TestForm:\n"
        "    def test_fields(self): ...\n"
        "    def helper(self): ...\n"
    )
    assert points_in(source, "tests/test_x.py") == {
        "X1": ["tests/test_x.py::test_votes", "tests/test_x.py::TestForm::test_fields"],
        "D5": ["tests/test_x.py::test_votes"],
        "D6": ["tests/test_x.py::test_votes"],
        "P1": ["tests/test_x.py::TestForm::test_fields"],
    }
