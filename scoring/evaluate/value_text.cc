#include "scoring/evaluate/value_text.h"

#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "scoring/expression/environment.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;
using expression::Kind;
using expression::Value;

constexpr int kRatioPlaces = 6;  // 4 of the percentage

scheme::Wording MakeText(std::string zh, std::string en) {
  return {.zh = std::move(zh), .en = std::move(en)};
}

scheme::Wording ShowBool(bool yes) { return yes ? MakeText("是", "yes") : MakeText("否", "no"); }

// The plain number if the percentage is out of range.
std::string Percent(Decimal ratio) {
  Decimal percent;
  if (decimal::Multiply(ratio, Decimal::FromInt(100), &percent) != Arithmetic::kOk) {
    return ratio.Format();
  }
  return percent.Format() + "%";
}

Decimal CutAfter(Decimal number, int places) {
  decimal::Int128 unit = Decimal::kOne;
  for (int i = 0; i < places; ++i) unit /= 10;
  Decimal cut;
  static_cast<void>(Decimal::FromUnscaled(number.unscaled() / unit * unit, &cut));  // smaller
  return cut;
}

// Cut so far that it is still in its own place of a scale: it never looks like a bound that it is not,
// nor as if it were beyond one.
template <typename Steps>
Decimal CutRatio(Decimal ratio, const Steps& scale) {
  const auto position = scale.Find(ratio);
  for (int places = kRatioPlaces; places < decimal::kPlaces; ++places) {
    const Decimal cut = CutAfter(ratio, places);
    if (scale.Find(cut) == position) return cut;
  }
  return ratio;
}

struct RatioCut {
  Decimal ratio;

  Decimal operator()(const scheme::BandScale& bands) const { return CutRatio(ratio, bands); }
  Decimal operator()(const scheme::PerUnitScale& units) const { return CutRatio(ratio, units); }
  Decimal operator()(const scheme::LinearScale& line) const { return CutRatio(ratio, line); }
  Decimal operator()(const scheme::LevelScale&) const { return ratio; }
  Decimal operator()(const scheme::ExpressionScale&) const { return CutAfter(ratio, kRatioPlaces); }
  Decimal operator()(const scheme::CohortScale&) const { return CutAfter(ratio, kRatioPlaces); }
};

// 万元 as millions: two places to the left.
std::string Millions(Decimal wan) {
  Decimal millions;
  if (decimal::Divide(wan, Decimal::FromInt(100), &millions) != Arithmetic::kOk) {
    return wan.Format();
  }
  return millions.Format();
}

std::string ShortNameOf(const expression::Type& type, int number) {
  const google::protobuf::EnumValueDescriptor* value = type.enum_type()->FindValueByNumber(number);
  return value == nullptr ? absl::StrCat(number) : expression::ShortName(value);
}

scheme::Wording ShowLevel(const scheme::LevelScale& levels, size_t level) {
  const std::string& name = levels.name(level);
  if (name.empty()) return MakeText("其他", "any other");
  if (name == "true" || name == "false") return ShowBool(name == "true");
  return BothLanguages(name);
}

// A band of counts that holds one number alone.
bool IsOneCount(const scheme::BandScale& bands, size_t band, v1::Unit unit) {
  if (unit != v1::UNIT_COUNT || bands.closed() != v1::CLOSED_LOWER || bands.to(band) == nullptr) {
    return false;
  }
  Decimal next;
  const Decimal least = bands.from(band) == nullptr ? Decimal() : *bands.from(band);
  return decimal::Add(least, Decimal::FromInt(1), &next) == Arithmetic::kOk &&
         next == *bands.to(band);
}

// A part of a line, open where an end is not set.
struct Stretch {
  std::optional<Decimal> from;
  std::optional<Decimal> to;
  bool closed_lower = true;
};

scheme::Wording ShowStretch(const Stretch& stretch, v1::Unit unit) {
  const auto& [from, to, lower] = stretch;
  const scheme::Wording low = from.has_value() ? ShowNumber(*from, unit) : scheme::Wording();
  const scheme::Wording high = to.has_value() ? ShowNumber(*to, unit) : scheme::Wording();
  if (!from.has_value() && !to.has_value()) return MakeText("任意值", "any value");
  if (!from.has_value()) {
    return lower ? MakeText("低于 " + high.zh, "below " + high.en)
                 : MakeText(high.zh + " 及以下", high.en + " or less");
  }
  if (!to.has_value()) {
    return lower ? MakeText(low.zh + " 及以上", low.en + " or more")
                 : MakeText("高于 " + low.zh, "above " + low.en);
  }
  return lower ? MakeText(low.zh + " 至 " + high.zh + "（不含）", low.en + " to below " + high.en)
               : MakeText("高于 " + low.zh + " 至 " + high.zh + "（含）",
                          "above " + low.en + " to " + high.en);
}

std::optional<Decimal> IfSet(const Decimal* bound) {
  return bound == nullptr ? std::nullopt : std::optional(*bound);
}

scheme::Wording ShowBand(const scheme::BandScale& bands, size_t band, v1::Unit unit) {
  if (IsOneCount(bands, band, unit)) {
    return ShowNumber(IfSet(bands.from(band)).value_or(Decimal()), unit);
  }
  return ShowStretch({.from = IfSet(bands.from(band)),
                      .to = IfSet(bands.to(band)),
                      .closed_lower = bands.closed() == v1::CLOSED_LOWER},
                     unit);
}

struct PositionText {
  int position;
  v1::Unit unit;

  scheme::Wording operator()(const scheme::BandScale& bands) const {
    return ShowBand(bands, static_cast<size_t>(position), unit);
  }
  scheme::Wording operator()(const scheme::LevelScale& levels) const {
    return ShowLevel(levels, static_cast<size_t>(position));
  }
  scheme::Wording operator()(const scheme::PerUnitScale& units) const {
    const auto [from, to] = BoundsOf(units, position);
    return ShowStretch({.from = from, .to = to}, unit);
  }
  scheme::Wording operator()(const scheme::LinearScale& line) const {
    const auto [from, to] = BoundsOf(line, position);
    return ShowStretch({.from = from, .to = to}, unit);
  }
  scheme::Wording operator()(const scheme::ExpressionScale&) const {
    return MakeText("按公式计算", "by formula");
  }
  // Places are shown as percent, whatever the unit of the value.
  scheme::Wording operator()(const scheme::CohortScale& cohort) const {
    return std::visit(PositionText{position, v1::UNIT_RATIO}, cohort.steps());
  }
};

}  // namespace

scheme::Wording BothLanguages(const std::string& text) { return MakeText(text, text); }

std::string FormatPlain(const Value& value, const expression::Type& type) {
  switch (value.kind()) {
    case Kind::kBool:
      return value.AsBool() ? "true" : "false";
    case Kind::kEnum:
      return ShortNameOf(type, value.AsEnum());
    default:
      return value.AsNumber().Format();
  }
}

scheme::Wording ShowNumber(Decimal number, v1::Unit unit) {
  switch (unit) {
    case v1::UNIT_RATIO:
      return BothLanguages(Percent(number));
    case v1::UNIT_WAN_YUAN:
      return MakeText(number.Format() + " 万元", "CNY " + Millions(number) + " million");
    case v1::UNIT_YEARS:
      return MakeText(number.Format() + " 年",
                      number.Format() + (number == Decimal::FromInt(1) ? " year" : " years"));
    default:
      return BothLanguages(number.Format());
  }
}

scheme::Wording ShowValue(const Value& value, const expression::Type& type, v1::Unit unit,
                          const scheme::Scale& scale) {
  if (value.kind() == Kind::kBool) return ShowBool(value.AsBool());
  if (value.kind() == Kind::kEnum) return BothLanguages(ShortNameOf(type, value.AsEnum()));
  const Decimal number = value.AsNumber();
  return ShowNumber(unit == v1::UNIT_RATIO ? std::visit(RatioCut{number}, scale) : number, unit);
}

Bounds BoundsOf(const scheme::PerUnitScale& units, int position) {
  Bounds bounds;
  if (position > 0) bounds.from = units.BoundOf(position);
  if (position < units.position_max()) bounds.to = units.BoundOf(position + 1);
  return bounds;
}

Bounds BoundsOf(const scheme::LinearScale& line, int position) {
  const auto knots = static_cast<size_t>(position);
  Bounds bounds;
  if (knots > 0) bounds.from = line.at(knots - 1);
  if (knots < line.size()) bounds.to = line.at(knots);
  return bounds;
}

scheme::Wording ShowPosition(const scheme::Scale& scale, int position, v1::Unit unit) {
  return std::visit(PositionText{position, unit}, scale);
}

scheme::Wording ShowPlace(const CohortStanding& standing, scheme::CohortMethod method,
                          const scheme::Wording& band) {
  const std::string& group = standing.group->name();
  const uint32_t members = standing.group->members();
  if (method == scheme::CohortMethod::kPercentile) {
    return MakeText(
        absl::StrCat("在“", group, "”组 ", members, " 家企业中的百分位为 ", band.zh),
        absl::StrCat("a percentile of ", band.en, " among the ", members, " of \"", group, "\""));
  }
  return MakeText(
      absl::StrCat("在“", group, "”组 ", members, " 家企业的最低值与最高值之间的位置为 ", band.zh),
      absl::StrCat(band.en, " of the way from the least to the greatest of the ", members, " of \"",
                   group, "\""));
}

scheme::Wording ShowNext(const scheme::Scale& scale, const NextStep& next, v1::Unit unit) {
  if (const auto* levels = std::get_if<scheme::LevelScale>(&scale)) {
    return ShowLevel(*levels, static_cast<size_t>(next.position));
  }
  const scheme::Wording bound = ShowNumber(next.bound, unit);
  if (next.upward) {
    return next.beyond ? MakeText("高于 " + bound.zh, "more than " + bound.en)
                       : MakeText("不低于 " + bound.zh, "at least " + bound.en);
  }
  return next.beyond ? MakeText("低于 " + bound.zh, "less than " + bound.en)
                     : MakeText("不高于 " + bound.zh, "at most " + bound.en);
}

}  // namespace jifen::scoring::evaluate
