// size_class(year): the size of the enterprise by its report of a year and its industry.
#include "jifen/v1/annual_report.pb.h"
#include "scoring/expression/function_call.h"
#include "scoring/expression/interpreter.h"
#include "scoring/expression/size_class.h"

namespace jifen::scoring::expression {
namespace {

const FieldReader* ReaderOf(int field) {
  return FindFieldReader(v1::AnnualReport::descriptor()->FindFieldByNumber(field));
}

constexpr char kNotCovered[] = "enterprise.industry_code (no industry of the size classes)";

// Reads figures of one report and remembers why some are not there.
class Figures {
 public:
  Figures(Call& call, const Value& report) : call_(call), report_(report) {}

  std::optional<int64_t> Read(const FieldReader* reader, bool wanted) {
    if (!wanted) return std::nullopt;
    const Value value = call_.Read(*reader, report_);
    if (value.IsPresent()) return value.AsInt();
    absent_ = call_.Merge(absent_, value);
    return std::nullopt;
  }
  const Value& absent() const { return absent_; }

 private:
  Call& call_;
  const Value report_;
  Value absent_ = Value::Bool(true);
};

}  // namespace

Value SizeClassInYear(Call& call, const Value* arguments) {
  static const FieldReader* const kStaff = ReaderOf(v1::AnnualReport::kStaffFieldNumber);
  static const FieldReader* const kRevenue = ReaderOf(v1::AnnualReport::kRevenueFenFieldNumber);
  static const FieldReader* const kAssets = ReaderOf(v1::AnnualReport::kAssetsFenFieldNumber);
  const v1::Enterprise* enterprise = call.dossier().enterprise();
  if (enterprise == nullptr) return call.Missing({.kind = CauseKind::kEnterprise});
  const SizeIndustry* industry = FindSizeIndustry(enterprise->industry_code());
  if (industry == nullptr) return call.Missing({.kind = CauseKind::kText, .text = kNotCovered});
  const SizeBounds& uses = industry->bounds[0];
  Figures figures(call, Annual(call, arguments));
  const v1::SizeClass size =
      SizeClassOf(*industry, {.staff = figures.Read(kStaff, uses.staff > 0),
                              .revenue_fen = figures.Read(kRevenue, uses.revenue_wan > 0),
                              .assets_fen = figures.Read(kAssets, uses.assets_wan > 0)});
  return size == v1::SIZE_CLASS_UNSPECIFIED ? figures.absent() : Value::Enum(size);
}

Value Call::Read(const FieldReader& reader, const Value& message) {
  return interpreter_.Read(instruction_, reader, message);
}
Value Call::Merge(const Value& a, const Value& b) { return interpreter_.Merge(a, b); }

}  // namespace jifen::scoring::expression
