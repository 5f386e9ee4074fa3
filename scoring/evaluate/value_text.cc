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

v1::Text MakeText(std::string zh, std::string en) {
  v1::Text text;
  text.set_zh(std::move(zh));
  text.set_en(std::move(en));
  return text;
}

v1::Text ShowBool(bool yes) { return yes ? MakeText("是", "yes") : MakeText("否", "no"); }

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

// Cut so far that it is still in its own band: it never looks like a bound that it is not, nor as if
// it were beyond one.
Decimal CutRatio(Decimal ratio, const scheme::BandScale& bands) {
  const size_t band = bands.Find(ratio);
  for (int places = kRatioPlaces; places < decimal::kPlaces; ++places) {
    const Decimal cut = CutAfter(ratio, places);
    if (bands.Find(cut) == band) return cut;
  }
  return ratio;
}

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

v1::Text ShowLevel(const scheme::LevelScale& levels, size_t level) {
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

v1::Text ShowBand(const scheme::BandScale& bands, size_t band, v1::Unit unit) {
  const Decimal* from = bands.from(band);
  const Decimal* to = bands.to(band);
  if (IsOneCount(bands, band, unit)) return ShowNumber(from == nullptr ? Decimal() : *from, unit);
  const v1::Text low = from == nullptr ? v1::Text() : ShowNumber(*from, unit);
  const v1::Text high = to == nullptr ? v1::Text() : ShowNumber(*to, unit);
  const bool lower = bands.closed() == v1::CLOSED_LOWER;
  if (from == nullptr && to == nullptr) return MakeText("任意值", "any value");
  if (from == nullptr) {
    return lower ? MakeText("低于 " + high.zh(), "below " + high.en())
                 : MakeText(high.zh() + " 及以下", high.en() + " or less");
  }
  if (to == nullptr) {
    return lower ? MakeText(low.zh() + " 及以上", low.en() + " or more")
                 : MakeText("高于 " + low.zh(), "above " + low.en());
  }
  return lower ? MakeText(low.zh() + " 至 " + high.zh() + "（不含）",
                          low.en() + " to below " + high.en())
               : MakeText("高于 " + low.zh() + " 至 " + high.zh() + "（含）",
                          "above " + low.en() + " to " + high.en());
}

}  // namespace

v1::Text BothLanguages(const std::string& text) { return MakeText(text, text); }

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

v1::Text ShowNumber(Decimal number, v1::Unit unit) {
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

v1::Text ShowValue(const Value& value, const expression::Type& type, v1::Unit unit,
                   const scheme::Scale& scale) {
  if (value.kind() == Kind::kBool) return ShowBool(value.AsBool());
  if (value.kind() == Kind::kEnum) return BothLanguages(ShortNameOf(type, value.AsEnum()));
  const auto* bands = std::get_if<scheme::BandScale>(&scale);
  const Decimal number = value.AsNumber();
  const bool is_cut = unit == v1::UNIT_RATIO && bands != nullptr;
  return ShowNumber(is_cut ? CutRatio(number, *bands) : number, unit);
}

v1::Text ShowPosition(const scheme::Scale& scale, int position, v1::Unit unit) {
  const auto index = static_cast<size_t>(position);
  if (const auto* bands = std::get_if<scheme::BandScale>(&scale)) {
    return ShowBand(*bands, index, unit);
  }
  return ShowLevel(std::get<scheme::LevelScale>(scale), index);
}

v1::Text ShowNext(const scheme::Scale& scale, const NextStep& next, v1::Unit unit) {
  if (const auto* levels = std::get_if<scheme::LevelScale>(&scale)) {
    return ShowLevel(*levels, static_cast<size_t>(next.position));
  }
  const v1::Text bound = ShowNumber(next.bound, unit);
  if (next.upward) {
    return next.beyond ? MakeText("高于 " + bound.zh(), "more than " + bound.en())
                       : MakeText("不低于 " + bound.zh(), "at least " + bound.en());
  }
  return next.beyond ? MakeText("低于 " + bound.zh(), "less than " + bound.en())
                     : MakeText("不高于 " + bound.zh(), "at most " + bound.en());
}

}  // namespace jifen::scoring::evaluate
