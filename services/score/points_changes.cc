#include "services/score/points_changes.h"

#include <optional>
#include <string>

#include "proto/model/error.h"
#include "scoring/decimal/decimal.h"

namespace jifen::services::score {
namespace {

using scoring::decimal::Decimal;

// Where points stand on the cards; an empty indicator is the category in all.
struct Place {
  std::string category_id;
  std::string indicator_id;
};

struct Pair {
  const std::string* before = nullptr;
  const std::string* after = nullptr;
};

absl::StatusOr<Decimal> Parse(const std::string* points) {
  return points == nullptr ? Decimal() : Decimal::Parse(*points);
}

const v1::CategoryResult* FindCategory(const v1::ScoreCard* card, const std::string& id) {
  if (card == nullptr) return nullptr;
  for (const v1::CategoryResult& category : card->categories()) {
    if (category.category_id() == id) return &category;
  }
  return nullptr;
}

const std::string* FindPoints(const v1::CategoryResult* category, const std::string& indicator_id) {
  if (category == nullptr) return nullptr;
  for (const v1::IndicatorResult& indicator : category->indicators()) {
    if (indicator.indicator_id() == indicator_id) return &indicator.points();
  }
  return nullptr;
}

class Changes {
 public:
  absl::Status Add(const Place& place, const Pair& points) {
    const absl::StatusOr<Decimal> before = Parse(points.before);
    const absl::StatusOr<Decimal> after = Parse(points.after);
    if (!before.ok()) return before.status();
    if (!after.ok()) return after.status();
    const bool on_both = points.before != nullptr && points.after != nullptr;
    if (on_both && *before == *after) return absl::OkStatus();
    Decimal difference;
    if (Subtract(*after, *before, &difference) != scoring::decimal::Arithmetic::kOk) {
      return model::ToStatus({.reason = v1::REASON_NUMBER_OVERFLOW, .path = place.indicator_id});
    }
    v1::PointsChange& change = changes_.emplace_back();
    change.set_category_id(place.category_id);
    change.set_indicator_id(place.indicator_id);
    if (points.before != nullptr) change.set_before(*points.before);
    if (points.after != nullptr) change.set_after(*points.after);
    change.set_difference(difference.Format());
    return absl::OkStatus();
  }

  // One of the two may be null.
  absl::Status AddCategory(const v1::CategoryResult* before, const v1::CategoryResult* after) {
    const std::string& id = after != nullptr ? after->category_id() : before->category_id();
    absl::Status status =
        Add({.category_id = id}, {.before = before == nullptr ? nullptr : &before->points(),
                                  .after = after == nullptr ? nullptr : &after->points()});
    if (status.ok() && after != nullptr) status = AddIndicators(*after, before);
    if (status.ok() && before != nullptr) status = AddRemoved(*before, after);
    return status;
  }

  std::vector<v1::PointsChange> Take() && { return std::move(changes_); }

 private:
  absl::Status AddIndicators(const v1::CategoryResult& after, const v1::CategoryResult* before) {
    for (const v1::IndicatorResult& indicator : after.indicators()) {
      const std::string& id = indicator.indicator_id();
      const absl::Status status =
          Add({.category_id = after.category_id(), .indicator_id = id},
              {.before = FindPoints(before, id), .after = &indicator.points()});
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status AddRemoved(const v1::CategoryResult& before, const v1::CategoryResult* after) {
    for (const v1::IndicatorResult& indicator : before.indicators()) {
      const std::string& id = indicator.indicator_id();
      if (FindPoints(after, id) != nullptr) continue;
      const absl::Status status = Add({.category_id = before.category_id(), .indicator_id = id},
                                      {.before = &indicator.points()});
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  std::vector<v1::PointsChange> changes_;
};

}  // namespace

absl::StatusOr<std::vector<v1::PointsChange>> ListPointsChanges(const v1::ScoreCard* before,
                                                                const v1::ScoreCard& after) {
  Changes changes;
  for (const v1::CategoryResult& category : after.categories()) {
    const absl::Status status =
        changes.AddCategory(FindCategory(before, category.category_id()), &category);
    if (!status.ok()) return status;
  }
  if (before != nullptr) {
    for (const v1::CategoryResult& category : before->categories()) {
      if (FindCategory(&after, category.category_id()) != nullptr) continue;
      const absl::Status status = changes.AddCategory(&category, nullptr);
      if (!status.ok()) return status;
    }
  }
  return std::move(changes).Take();
}

}  // namespace jifen::services::score
