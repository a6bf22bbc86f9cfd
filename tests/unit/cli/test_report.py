def test_a_report_comes_in_the_formats_asked_for(run, folder, tmp_path):
    said = run("report", "walks", "-o", "out", "--format", "json,ods")
    assert (said.code, said.out.splitlines()) == (0, ["out/walks.json", "out/walks.ods"])
    assert not (tmp_path / "out" / "index.html").exists()


def test_a_page_alone_is_what_it_was(run, folder, tmp_path):
    assert run("report", "walks", "-o", "one").out.replace("one", "two") == (
        run("report", "walks", "-o", "two", "--format", "html").out
    )
    assert (tmp_path / "one" / "index.html").read_bytes() == (tmp_path / "two" / "index.html").read_bytes()


def test_a_format_that_there_is_not_is_told_before_anything_is_read(run):
    said = run("report", "nowhere", "-o", "out", "--format", "pdf")
    assert said.code == 2
    assert "'pdf' is no format of a report." in said.err
    assert "html" in said.err
