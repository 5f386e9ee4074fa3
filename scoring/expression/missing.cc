#include "scoring/expression/missing.h"

#include "absl/strings/str_cat.h"
#include "scoring/expression/dossier_view.h"
#include "scoring/expression/environment.h"
#include "scoring/expression/fault.h"

namespace jifen::scoring::expression {
namespace {

// annual_report[2024], profile, intellectual_property[ZL2017106018623]; enterprise for no record.
std::string FormatRecord(RecordIndex index, const DossierView& dossier) {
  if (index == kNoRecord) return "enterprise";
  const v1::Record& record = dossier.record(index).record();
  if (record.has_profile()) return "profile";
  if (record.has_annual_report()) {
    return absl::StrCat("annual_report[", record.annual_report().year(), "]");
  }
  const google::protobuf::FieldDescriptor* payload =
      v1::Record::descriptor()->FindFieldByNumber(static_cast<int>(record.payload_case()));
  return absl::StrCat(payload == nullptr ? "record" : payload->name(), "[", record.record_id(),
                      "]");
}

// annual_report[2023], annual_report[2023, STATISTICS]
std::string FormatYear(const Cause& cause) {
  if (cause.basis == 0) return absl::StrCat("annual_report[", cause.number, "]");
  const google::protobuf::EnumValueDescriptor* basis =
      v1::RdBasis_descriptor()->FindValueByNumber(cause.basis);
  return absl::StrCat("annual_report[", cause.number, ", ",
                      basis == nullptr ? std::to_string(cause.basis) : ShortName(basis), "]");
}

}  // namespace

std::string FormatCause(const Cause& cause, const DossierView& dossier) {
  const auto field = [&] {
    return absl::StrCat(FormatRecord(cause.record, dossier), ".", cause.field->name());
  };
  switch (cause.kind) {
    case CauseKind::kField:
      return field();
    case CauseKind::kAnnualReport:
      return FormatYear(cause);
    case CauseKind::kProfile:
      return "profile";
    case CauseKind::kEnterprise:
      return "enterprise";
    case CauseKind::kZero:
      return field() + " = 0";
    case CauseKind::kNotPositive:
      return field() + " <= 0";
    case CauseKind::kNegative:
      return field() + " < 0";
    case CauseKind::kText:
      break;
  }
  return std::string(cause.text);
}

absl::Status ToStatus(const Failure& failure) {
  const Fault fault = {.reason = failure.reason,
                       .offset = failure.offset,
                       .message = failure.what,
                       .want = failure.want};
  return ToStatus(std::span(&fault, 1), *failure.text);
}

}  // namespace jifen::scoring::expression
