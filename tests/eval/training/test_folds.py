"""Each article is in one fold, whatever the machine."""

from __future__ import annotations

from collections import Counter

from eval.claims.articles import material_of, training_articles
from eval.training.folds import FOLDS, READERS, fold_of, reader_of


def test_the_fold_of_an_article_is_that_of_its_first_sentence() -> None:
    assert fold_of(material_of("Ab.")) == (65 + 2 * 98 + 3 * 46) % FOLDS
    assert fold_of(material_of("Ab. It fell.")) == fold_of(material_of("Ab."))


def test_articles_are_spread_over_all_folds() -> None:
    counts = Counter(fold_of(article.material) for article in training_articles())
    assert set(counts) == set(range(FOLDS))
    assert max(counts.values()) < 2 * min(counts.values())


def test_each_fold_has_a_reader_that_was_not_taught_with_it() -> None:
    assert {reader_of(fold) for fold in range(FOLDS)} == set(range(READERS))
