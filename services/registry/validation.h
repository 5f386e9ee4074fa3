// services/registry/validation.h: one function for each request of the registry.
//
//   Shape    each stops at the first fault. Paths begin at the request, e.g. record.annual_report.staff.
//   Errors   in the order of the request's fields, request_id first. Within an enterprise: a field that
//            this version has not (OUT_OF_RANGE), enterprise_id (FIELD_REQUIRED, CREDIT_CODE_INVALID),
//            name (FIELD_REQUIRED, TEXT_INVALID), area_code, industry_code (FIELD_REQUIRED,
//            CODE_INVALID), founded (DATE_INVALID).
//            Within a record: a field that this version has not, enterprise_id, record_id
//            (FIELD_REQUIRED, TEXT_INVALID), valid_from (FIELD_REQUIRED, DATE_INVALID), valid_to
//            (DATE_INVALID, PERIOD_REVERSED), provenance (FIELD_REQUIRED) and its fields in order, the
//            payload (FIELD_REQUIRED) and then as payload_check.h says; then valid_from (OUT_OF_RANGE: an annual
//            report before the end of its year).
//   Range    what the store knows is not looked at; page sizes and tokens: storage/tables/page.h.
//   Threads  free functions without state.
#pragma once

#include "absl/status/status.h"
#include "jifen/v1/registry_service.pb.h"

namespace jifen::services::registry {

// Paths begin at the enterprise or record.
absl::Status ValidateEnterprise(const v1::Enterprise& enterprise);
absl::Status ValidateRecord(const v1::Record& record);

absl::Status ValidatePutEnterprise(const v1::PutEnterpriseRequest& request);
absl::Status ValidateGetEnterprise(const v1::GetEnterpriseRequest& request);
absl::Status ValidateListEnterprises(const v1::ListEnterprisesRequest& request);
absl::Status ValidatePutRecord(const v1::PutRecordRequest& request);
absl::Status ValidateCorrectRecord(const v1::CorrectRecordRequest& request);
absl::Status ValidateWithdrawRecord(const v1::WithdrawRecordRequest& request);
absl::Status ValidateGetRecord(const v1::GetRecordRequest& request);
absl::Status ValidateListRecords(const v1::ListRecordsRequest& request);
absl::Status ValidateGetDossier(const v1::GetDossierRequest& request);

// Of a row of an import: something is in it, both parts are valid and of one enterprise.
absl::Status ValidateImportRow(const v1::ImportRow& row);

}  // namespace jifen::services::registry
