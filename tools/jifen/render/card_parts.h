// tools/jifen/render/card_parts.h: the parts that a card is put together from.
//
//   Shape    each adds its lines to a page; an empty list adds nothing.
//   Threads  free functions without state.
#pragma once

#include "google/protobuf/repeated_ptr_field.h"
#include "tools/jifen/render/card.h"

namespace jifen::tools::cli {

// A category with its bar; `whole`: with its indicators, values and evidence.
void AddCategory(const CardView& view, const v1::CategoryResult& category, bool whole, Page& page);

// One indicator of a category of this kind: title, bar, points; value and band; what experts say; the
// next band; evidence.
void AddIndicator(const CardView& view, const v1::IndicatorResult& indicator, v1::CategoryKind kind,
                  Page& page);

// How the total follows from the categories: what was cut, capped, scaled or rounded. Nothing where it is
// their plain sum.
void AddSum(const CardView& view, Page& page);

// The gates, and what would pass directly.
void AddConditions(const CardView& view, Page& page);

// What was counted or read, one line a record, in columns; after it the paths that were missing.
void AddEvidence(const CardView& view, int indent,
                 const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence, Page& page);
void AddMissing(const CardView& view, int indent,
                const google::protobuf::RepeatedPtrField<std::string>& missing, Page& page);

// A title on the left, a bar and points on the right.
struct PointsRow {
  Line title;
  std::string points;
  // Empty: nothing is left to experts.
  std::string highest;
  std::string maximum;
  // What the points have to reach or exceed; empty: nothing.
  std::string minimum;
  v1::CategoryKind kind = v1::CATEGORY_KIND_UNSPECIFIED;
  int indent = 0;
  Style style = Style::kAccent;
  bool bold = false;
};
PointsRow RowOf(const CardView& view, const v1::CategoryResult& category);
PointsRow RowOf(const CardView& view, const v1::IndicatorResult& indicator, v1::CategoryKind kind);
void AddPointsRow(const CardView& view, const PointsRow& row, Page& page);

// A dim label in a column of its own, and a text that is wrapped beside it.
struct Labelled {
  std::string label;
  Line text;
  int indent = 0;
};
void AddLabelled(const CardView& view, const Labelled& labelled, Page& page);

}  // namespace jifen::tools::cli
