#include "services/registry/validation.h"

#include <string>
#include <string_view>

#include "proto/model/area_code.h"
#include "proto/model/calendar.h"
#include "proto/model/credit_code.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "services/registry/field_check.h"
#include "services/registry/payload_check.h"
#include "services/registry/text_form.h"
#include "storage/tables/run_once.h"

namespace jifen::services::registry {
namespace {

using storage::tables::CheckRequestId;

constexpr TextLimits kName{.characters_min = 1, .characters_max = 200};
constexpr TextLimits kReason{.characters_min = 1, .characters_max = 400};
constexpr TextLimits kDepartment{.characters_min = 1, .characters_max = 200};
constexpr TextLimits kReference{.characters_min = 1, .characters_max = 400};
constexpr TextLimits kSubmitter{.characters_min = 0, .characters_max = 200};
constexpr TextLimits kAreaPrefix{.characters_min = 0, .characters_max = 6};
constexpr TextLimits kIndustryPrefix{.characters_min = 0, .characters_max = 5};
constexpr TextLimits kNamePart{.characters_min = 0, .characters_max = 200};

// The first fault of checks made one after the other.
class FirstFault {
 public:
  // Takes the outcome of a check at `path`, unless there was a fault before.
  void At(std::string_view path, const absl::Status& status) {
    if (status_.ok() && !status.ok()) {
      status_ = path.empty() ? status : model::WithPathPrefix(status, path);
    }
  }
  bool None() const { return status_.ok(); }
  absl::Status Take() && { return std::move(status_); }

 private:
  absl::Status status_;
};

absl::Status CheckEnterpriseId(std::string_view id) {
  if (id.empty()) return Required("", "a unified social credit code");
  return model::CheckCreditCode(id);
}

absl::Status CheckCode(std::string_view code, absl::Status (*check)(std::string_view)) {
  if (code.empty()) return Required("", "a code");
  return check(code);
}

absl::Status CheckKind(v1::RecordKind kind, EnumUse use) {
  return CheckEnum(kind, *v1::RecordKind_descriptor(), use);
}

absl::Status CheckVerification(v1::VerificationState state) {
  if (state == v1::VERIFICATION_STATE_WITHDRAWN) {
    return model::ToStatus({.reason = v1::REASON_UNKNOWN_ENUM,
                            .message = "to take a record back, call WithdrawRecord",
                            .got = v1::VerificationState_Name(state),
                            .want = "VERIFICATION_STATE_DECLARED, VERIFICATION_STATE_VERIFIED or "
                                    "VERIFICATION_STATE_DISPUTED"});
  }
  return CheckEnum(state, *v1::VerificationState_descriptor(), EnumUse::kOptional);
}

absl::Status CheckProvenance(const v1::Provenance& provenance) {
  FirstFault fault;
  fault.At("source_department", CheckText(provenance.source_department(), kDepartment));
  fault.At("source_reference", CheckText(provenance.source_reference(), kReference));
  fault.At("basis", CheckEnum(provenance.basis(), *v1::RdBasis_descriptor(), EnumUse::kOptional));
  if (provenance.has_observed()) {
    fault.At("observed", model::CheckDate(provenance.observed()));
  }
  fault.At("submitted_by", CheckText(provenance.submitted_by(), kSubmitter));
  fault.At("verification", CheckVerification(provenance.verification()));
  return std::move(fault).Take();
}

absl::Status CheckValidPeriod(const v1::Record& record) {
  if (!record.has_valid_from()) return Required("valid_from", "the first day of the fact");
  FirstFault fault;
  fault.At("valid_from", model::CheckDate(record.valid_from()));
  if (!record.has_valid_to()) return std::move(fault).Take();
  fault.At("valid_to", model::CheckDate(record.valid_to()));
  if (fault.None()) {
    fault.At("", CheckOrder({.first_name = "valid_from",
                             .first = record.valid_from(),
                             .last_name = "valid_to",
                             .last = record.valid_to()}));
  }
  return std::move(fault).Take();
}

// A report lies on the last day of its year or later: nobody knows it before.
absl::Status CheckYearIsOver(const v1::Record& record) {
  if (!record.has_annual_report()) return absl::OkStatus();
  const v1::Date last_day = model::MakeDate(record.annual_report().year(), 12, 31);
  if (model::ToDays(record.valid_from()) >= model::ToDays(last_day)) return absl::OkStatus();
  return model::ToStatus(
      {.reason = v1::REASON_OUT_OF_RANGE,
       .path = "valid_from",
       .got = model::FormatDate(record.valid_from()),
       .want = model::FormatDate(last_day) + ", the last day of annual_report.year, or later"});
}

absl::Status CheckRequestRecord(const v1::Record* record) {
  if (record == nullptr) return Required("record", "the record");
  return model::WithPathPrefix(ValidateRecord(*record), "record");
}

}  // namespace

absl::Status ValidateEnterprise(const v1::Enterprise& enterprise) {
  FirstFault fault;
  fault.At("", CheckNoUnknownFields(enterprise));
  fault.At("enterprise_id", CheckEnterpriseId(enterprise.enterprise_id()));
  fault.At("name", CheckText(enterprise.name(), kName));
  fault.At("area_code", CheckCode(enterprise.area_code(), model::CheckAreaCode));
  fault.At("industry_code", CheckCode(enterprise.industry_code(), model::CheckIndustryCode));
  if (enterprise.has_founded()) fault.At("founded", model::CheckDate(enterprise.founded()));
  return std::move(fault).Take();
}

absl::Status ValidateRecord(const v1::Record& record) {
  FirstFault fault;
  fault.At("", CheckNoUnknownFields(record));
  fault.At("enterprise_id", CheckEnterpriseId(record.enterprise_id()));
  fault.At("record_id", CheckRecordId(record.record_id()));
  fault.At("", CheckValidPeriod(record));
  if (!record.has_provenance()) fault.At("", Required("provenance", "where the record comes from"));
  fault.At("provenance", CheckProvenance(record.provenance()));
  if (fault.None()) fault.At("", CheckPayload(record));
  if (fault.None()) fault.At("", CheckYearIsOver(record));
  return std::move(fault).Take();
}

absl::Status ValidatePutEnterprise(const v1::PutEnterpriseRequest& request) {
  FirstFault fault;
  fault.At("", CheckRequestId(request.request_id()));
  if (!request.has_enterprise()) fault.At("", Required("enterprise", "the register entry"));
  fault.At("enterprise", ValidateEnterprise(request.enterprise()));
  return std::move(fault).Take();
}

absl::Status ValidateGetEnterprise(const v1::GetEnterpriseRequest& request) {
  FirstFault fault;
  fault.At("enterprise_id", CheckEnterpriseId(request.enterprise_id()));
  return std::move(fault).Take();
}

absl::Status ValidateListEnterprises(const v1::ListEnterprisesRequest& request) {
  FirstFault fault;
  fault.At("area_prefix", CheckText(request.area_prefix(), kAreaPrefix));
  fault.At("industry_prefix", CheckText(request.industry_prefix(), kIndustryPrefix));
  fault.At("name_part", CheckText(request.name_part(), kNamePart));
  return std::move(fault).Take();
}

absl::Status ValidatePutRecord(const v1::PutRecordRequest& request) {
  FirstFault fault;
  fault.At("", CheckRequestId(request.request_id()));
  fault.At("", CheckRequestRecord(request.has_record() ? &request.record() : nullptr));
  return std::move(fault).Take();
}

absl::Status ValidateCorrectRecord(const v1::CorrectRecordRequest& request) {
  FirstFault fault;
  fault.At("", CheckRequestId(request.request_id()));
  fault.At("", CheckRequestRecord(request.has_record() ? &request.record() : nullptr));
  fault.At("reason", CheckText(request.reason(), kReason));
  return std::move(fault).Take();
}

absl::Status ValidateWithdrawRecord(const v1::WithdrawRecordRequest& request) {
  FirstFault fault;
  fault.At("", CheckRequestId(request.request_id()));
  fault.At("enterprise_id", CheckEnterpriseId(request.enterprise_id()));
  fault.At("kind", CheckKind(request.kind(), EnumUse::kNeeded));
  fault.At("record_id", CheckRecordId(request.record_id()));
  fault.At("reason", CheckText(request.reason(), kReason));
  return std::move(fault).Take();
}

absl::Status ValidateGetRecord(const v1::GetRecordRequest& request) {
  FirstFault fault;
  fault.At("enterprise_id", CheckEnterpriseId(request.enterprise_id()));
  fault.At("kind", CheckKind(request.kind(), EnumUse::kNeeded));
  fault.At("record_id", CheckRecordId(request.record_id()));
  return std::move(fault).Take();
}

absl::Status ValidateListRecords(const v1::ListRecordsRequest& request) {
  FirstFault fault;
  fault.At("enterprise_id", CheckEnterpriseId(request.enterprise_id()));
  fault.At("kind", CheckKind(request.kind(), EnumUse::kOptional));
  return std::move(fault).Take();
}

absl::Status ValidateGetDossier(const v1::GetDossierRequest& request) {
  FirstFault fault;
  fault.At("enterprise_id", CheckEnterpriseId(request.enterprise_id()));
  if (request.has_valid_at()) fault.At("valid_at", model::CheckDate(request.valid_at()));
  return std::move(fault).Take();
}

absl::Status ValidateImportRow(const v1::ImportRow& row) {
  if (!row.has_enterprise() && !row.has_record()) {
    return Required("record", "a record, a register entry, or both");
  }
  FirstFault fault;
  if (row.has_enterprise()) fault.At("enterprise", ValidateEnterprise(row.enterprise()));
  if (row.has_record()) fault.At("record", ValidateRecord(row.record()));
  const bool both = row.has_enterprise() && row.has_record();
  if (both && row.record().enterprise_id() != row.enterprise().enterprise_id()) {
    fault.At("", model::ToStatus({.reason = v1::REASON_CREDIT_CODE_INVALID,
                                  .message = "both parts of a row are of one enterprise",
                                  .path = "record.enterprise_id",
                                  .got = row.record().enterprise_id(),
                                  .want = row.enterprise().enterprise_id()}));
  }
  return std::move(fault).Take();
}

}  // namespace jifen::services::registry
