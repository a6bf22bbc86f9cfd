"""Two contents for pages: one with the printed figures of Hampshire 2008, and a small one with every state.

Scores, grades and the few performance and survey figures of the first are those printed in "A report on
Offender Management in Hampshire" (HM Inspectorate of Probation, February 2008). Counts of cases are made up.
"""

from __future__ import annotations

from aboveline.reports.content import (
    ChoiceCount,
    Contradiction,
    CriterionResults,
    EvidenceGrade,
    EvidenceItem,
    Inspection,
    Labels,
    Page,
    PerformanceRow,
    Provenance,
    QuestionResult,
    Recommendation,
    RuleInUse,
    ScoreRow,
    Survey,
    SurveyItem,
)

CRITERIA = (
    ("section", "1", "Assessment and sentence planning", 68.0, None),
    ("criterion", "1.1", "Preparing for sentence", 72.4, "72%"),
    ("criterion", "1.2", "Assessment of risk of harm", 63.8, "64%"),
    ("criterion", "1.3", "Assessment of likelihood of reoffending", 74.1, "74%"),
    ("criterion", "1.4", "Assessment of offender engagement", 67.9, "68%"),
    ("criterion", "1.5", "Sentence planning", 61.5, "62%"),
    ("section", "2", "Implementation of interventions", 68.29, None),
    ("criterion", "2.1", "Delivering the sentence plan", 58.2, "58%"),
    ("criterion", "2.2", "Protecting the public by minimising risk of harm", 62.0, "62%"),
    ("criterion", "2.3", "Victims", 67.0, "67%"),
    ("criterion", "2.4", "Ensuring containment and promoting compliance (punish)", 80.3, "80%"),
    ("criterion", "2.5", "Constructive interventions (help and change)", 61.0, "61%"),
    ("criterion", "2.6", "Restrictive interventions (control)", 84.9, "85%"),
    ("criterion", "2.7", "Diversity issues", 65.0, "65%"),
    ("section", "3", "Achievement and monitoring of outcomes", 60.0, None),
    ("criterion", "3.1", "Achievement of initial outcomes", 56.0, "56%"),
    ("criterion", "3.2", "Sustainability of progress", 66.2, "64%"),
)

QUESTIONS = (
    ("1.1", "psr-type-appropriate", "Type of report appropriate", 89, 103, "86%"),
    ("1.1", "psr-concise", "Report concise", 50, 86, "58%"),
    ("1.1", "psr-victim-information", "Report includes appropriate victim information", 41, 86, "48%"),
    ("1.2", "roh-screening-accurate", "Screening is accurate", 90, 103, "87%"),
    ("1.2", "roh-full-analysis-quality", "Quality of the full risk of harm analysis", 39, 86, "45%"),
    (
        "1.3",
        "positive-factors-identified",
        "Positive factors in the offender's life identified",
        79,
        86,
        "92%",
    ),
    ("1.4", "skills-for-life-screening", "Skills for life screening completed", 82, 103, "80%"),
    ("1.5", "correct-tier", "Allocated to the correct tier", 93, 103, "90%"),
    ("1.5", "plan-reflects-sentencing-purposes", "Plan reflects the purposes of sentencing", 48, 59, "81%"),
    ("2.1", "offender-manager-commitment", "Offender manager shows commitment to the work", 44, 59, "75%"),
    ("2.2", "roh-children-planning", "Ongoing planning for risk of harm to children", 71, 86, "82%"),
    ("2.3", "victim-safety-priority", "Victim safety given sufficient priority", 34, 59, "58%"),
    ("2.4", "appointments-national-standards", "Appointments meet national standards", 93, 103, "90%"),
    ("2.5", "community-reintegration-work", "Sufficient work on community reintegration", 79, 103, "77%"),
    ("2.6", "restrictive-monitored", "Restrictive interventions monitored fully", 94, 103, "91%"),
    ("2.7", "disability-addressed", "Disability issues appropriately addressed", 41, 59, "69%"),
    ("3.1", "no-further-offending", "No further offending since the start of supervision", 84, 103, "82%"),
    ("3.2", "plan-priority-throughout", "Sentence planning given high priority", 49, 103, "48%"),
)

GRADES = ("Not met", "Partly met", "Satisfactorily met", "Well met")
STRENGTHS = ("weak", "satisfactory", "good", "strong", "very strong")
GRADED = (
    ("4.1", "Leadership and planning", "Satisfactorily met", "strong"),
    ("4.2", "Performance against national and regional targets", "Satisfactorily met", "strong"),
    ("4.3", "Resource deployment", "Satisfactorily met", "strong"),
    ("4.4", "Workforce planning and development", "Satisfactorily met", "strong"),
    ("4.5", "Review and evaluation", "Not met", "weak"),
    ("4.6", "Commissioning of services", "Partly met", "good"),
)


def _question(given: tuple[str, str, str, int, int, str]) -> QuestionResult:
    _, slug, text, above, base, printed = given
    return QuestionResult(
        slug, text, "scored", base, above, base, 100 * above / base, 109 - base, 0, 1,
        (ChoiceCount("Yes", above, True), ChoiceCount("No", base - above, False)), "derived", printed,
        None if base == 103 else "the sentence is a community order",
    )  # fmt: skip


def _questions(criterion: str) -> CriterionResults:
    return CriterionResults(criterion, tuple(_question(given) for given in QUESTIONS if given[0] == criterion))


def _evidence(criterion: str, rating: str) -> EvidenceGrade:
    items = (
        EvidenceItem(f"{criterion}.a", "The board sets a clear direction and looks at results", rating, "assumed"),
        EvidenceItem(f"{criterion}.b", "Managers know how the work is going", "satisfactory", "assumed"),
    )
    return EvidenceGrade(criterion, items, GRADES, STRENGTHS)


PLACE = Inspection(
    id="hampshire-2008",
    body="Hampshire Probation Area",
    body_kind="probation area",
    framework="Offender Management Inspection",
    framework_id="omi-2006",
    kind="full",
    dates=(("fieldwork", "2007-11"), ("published", "2008-02")),
    cases=110,
    constructed=True,
    constructed_note=(
        "The cases behind this page are not real people. They were put together from the published figures, so"
        " that scoring them gives those figures again wherever that is possible."
    ),
    source="A report on Offender Management in Hampshire, HM Inspectorate of Probation, February 2008",
)

ORIGIN = Provenance("sha256:" + "0a1b2c3d" * 8, "sha256:" + "4e5f6a7b" * 8, "aboveline 0.1.0", "memory")

HAMPSHIRE = Page(
    inspection=PLACE,
    provenance=ORIGIN,
    scores=(
        *(
            ScoreRow(level, name, title, score, 109, 1208, 830, "published", printed=printed)
            for level, name, title, score, printed in CRITERIA
        ),
        ScoreRow("section", "4", "Leadership and strategic management", None, None, None, None, "published"),
        *(
            ScoreRow("criterion", name, title, None, None, None, None, "assumed", rating=grade, printed=grade)
            for name, title, grade, _ in GRADED
        ),
    ),
    criteria=tuple(_questions(row[1]) for row in CRITERIA if row[0] == "criterion"),
    grades=tuple(_evidence(name, strength) for name, _, _, strength in GRADED),
    threads=(
        ScoreRow("thread", "roh", "Risk of Harm thread", 69.3, 109, 1730, 1199, "assumed", printed="69%"),
    ),
    recommendations=(
        Recommendation("1", "Analyse risk of harm in full, and again after every significant change.",
                       ("1.2", "2.2"), "this inspection"),
        Recommendation("2", "Give victim safety and victim awareness a higher priority.", ("2.3",)),
        Recommendation("3", "Look at outcomes, and use what service users say.", ("3.1", "4.5")),
    ),
    surveys=(
        Survey("offenders on unpaid work", 12, (
            SurveyItem("Felt that they were taught new skills", count=3, base=12),
            SurveyItem("Enforcement was clear, firm and fair", words="the majority"),
        )),
        Survey("offenders who sent a questionnaire", 11, (
            SurveyItem("The rules were fully explained", percent=82, base=11),
            SurveyItem("The work made them think about their offending", percent=73),
        )),
        Survey("sentencers", None, (SurveyItem("Satisfied with fast delivery reports", count=15, base=17),)),
    ),
    performance=tuple(
        PerformanceRow("Integrated Probation Performance Framework, April to September 2007", *row)
        for row in (
            ("Public Protection", "National standards", "81%", "90%", "83%", "68%", "", "3"),
            ("Public Protection", "Victim contact", "82%", "85%", "93%", "67%", "", "1"),
            ("Operational Capability", "Sickness absence, days", "11.0", "9.0", "11.7", "14.2", "", "1"),
            ("Interventions", "Unpaid work completions", "1017", "822", "27306", "1006", "", "4"),
            ("Management Information", "Reduce reoffending", "10.3%", "", "", "", "9.2%", "1", "Worse"),
        )
    ),
    contradictions=(
        Contradiction("3.2 Sustainability of progress", "64%", "66%", "No set of cases gives it."),
    ),
    assumed_rules=(
        RuleInUse("roh-thread", "Mean over the questions of sections 1 and 2 that are tagged risk of harm.",
                  "Hampshire 2008, Appendix 4, names no questions", "assumed", ("roh",)),
        RuleInUse("section-4-grade", "Strength words of the evidence items, cut to four grades.",
                  "Hampshire 2008, Appendix 4, names no rule", "assumed", tuple(row[0] for row in GRADED)),
    ),
    labels=Labels("section", "general criterion"),
)  # fmt: skip

EVERY_STATE = Page(
    inspection=Inspection(
        "north-2021", "North & <South>", "district", "Cases \"done\" well", "cases-2020", "follow-up", (), 1,
        False, "", "Made up",
    ),
    provenance=ORIGIN,
    scores=(
        ScoreRow("overall", "overall", "Overall", 50.0, 1, 2, 1, "derived", rating="Requires improvement"),
        ScoreRow("criterion", "X1", "Under no section", 50.0, 1, 2, 1, "assumed", about="What we look for.",
                 rating="Fair"),
        ScoreRow("section", "A", "Planning", None, 0, 0, 0, "derived", about="Plans & reviews.",
                 status="no score: none of its standards has one"),
        ScoreRow("criterion", "A1", "Work with victims", None, 0, 0, 0, "derived", printed="72%",
                 status="not scored: nobody to whom it applies"),
        ScoreRow("criterion", "A2", "A criterion that was left alone", None, None, None, None, "derived"),
        ScoreRow("section", "B", "Delivery", 99.5, 1, 1, 1, "published"),
        ScoreRow("criterion", "B1", "Changed by a person", 99.5, 1, 1, 1, "published", printed="72% or so",
                 discretion="Worked out as 88%; set to 99.5% by the lead inspector: seen on site."),
        ScoreRow("section", "C", "Leadership", None, None, None, None, "published"),
        ScoreRow("criterion", "C1", "Graded without evidence kept", None, None, None, None, "published",
                 rating="Good", printed="Excellent"),
        ScoreRow("section", "D", "Nothing in it", None, None, None, None, "published"),
    ),
    criteria=(
        CriterionResults("X1", (
            QuestionResult("q-scale", "Quality <of> it", "scored", 4, 2, 5, 50.0, 3, 1, 24, (
                ChoiceCount("Excellent", 1, True), ChoiceCount("Sufficient", 1, True),
                ChoiceCount("Insufficient", 1, False), ChoiceCount("Poor", 0, False),
                ChoiceCount("Unclear", 1, None),
            ), "assumed", "two of the four"),
            QuestionResult("q-none", "Nobody to ask", "scored", 0, 0, 0, None, 1, 0, 0, (
                ChoiceCount("Yes", 0, True), ChoiceCount("No", 0, False),
            ), "published"),
            QuestionResult("q-reason", "Why it was late", "reason", 1, 0, 1, None, 0, 0, 0, (
                ChoiceCount("Workload", 1, None), ChoiceCount("Leave", 1, None),
            ), "published", applies="the report was late", several=True),
            QuestionResult("q-fact", "Kind of report", "fact", 1, 0, 1, None, 0, 0, 0, (), "derived"),
            QuestionResult("q-derived", "None of these", "derived", 1, 0, 1, 0.0, 0, 0, 0, (), "derived"),
        )),
    ),
    grades=(
        EvidenceGrade("A2", (EvidenceItem("A2.a", "Not looked at", None, "derived"),), ("Poor", "Good"),
                      ("weak", "strong")),
    ),
    threads=(),
    recommendations=(
        Recommendation("1", "Plan.", ("A1",), "2019 inspection", "Done in most cases", "Carried over"),
        Recommendation("2", "Review."),
        Recommendation("3", "Record.", origin="2019 inspection"),
    ),
    surveys=(
        Survey("victims", None, (SurveyItem("Were told", note="By letter"), SurveyItem("Were asked", count=2))),
    ),
    performance=(
        PerformanceRow("Scheme B", "", "Starts", "1"),
        PerformanceRow("Scheme A", "Work", "Ends", "2", note="Late"),
        PerformanceRow("Scheme B", "", "Middles"),
    ),
    assumed_rules=(RuleInUse("score", "A mean.", "Nobody says", "assumed"),),
    labels=Labels("theme", "standard"),
)  # fmt: skip

BARE = Page(EVERY_STATE.inspection, ORIGIN, ())
"""Content of an inspection that has nothing to say yet."""
