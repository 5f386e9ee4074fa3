// tests/storage/tables/sample_records.h: valid enterprises and records, to be changed by a test.
#pragma once

#include <string>

#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/record.pb.h"

namespace jifen::storage::tables {

// The id of the n-th made-up enterprise, n < 10,000,000: its check characters are right.
std::string EnterpriseId(int n);

v1::Enterprise SampleEnterprise(int n);

// A report of 2024, valid from its last day; record id "2024".
v1::Record SampleReport(int n);

// An award with this record id, valid from 2023-05-01.
v1::Record SampleAward(int n, const std::string& record_id);

}  // namespace jifen::storage::tables
