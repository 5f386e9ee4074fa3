// tests/scoring/expression/testing.h: a dossier in text form, and what expressions give over it.
//
//   Threads  one at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jifen/v1/error.pb.h"
#include "scoring/expression/environment.h"
#include "scoring/expression/program.h"
#include "scoring/expression/workspace.h"

namespace jifen::scoring::expression {

class TestDossier {
 public:
  // valid_at 2025-06-30, year 2024, no register entry, no records.
  TestDossier();

  // A record in text format. Without valid_from it is valid from 2020-01-01; revisions count up.
  TestDossier& Add(const std::string& record);
  TestDossier& SetEnterprise(const std::string& enterprise);
  TestDossier& SetDay(int year, int month, int day);
  // A named expression for those evaluated later.
  TestDossier& Define(std::string_view name, std::string_view text);

  // "12", "0.05", "true", "\"text\"", "2024-03-01", "KIND", "[1, 2]", "{1: 2}", "record 3",
  // "missing a; b", "error NUMBER_OVERFLOW at 1:5".
  std::string Evaluate(std::string_view text);
  // The record ids of the evidence, joined by blanks.
  std::string Evidence(std::string_view text);

  DossierView& view();
  Workspace& workspace() { return workspace_; }
  const Environment& environment() const { return environment_; }
  v1::RecordVersion& record(size_t i) { return *records_[i]; }

 private:
  std::string Format(const Value& value, const Type& type);

  Environment environment_;
  std::unique_ptr<v1::Enterprise> enterprise_;
  v1::Date valid_at_;
  std::vector<std::unique_ptr<v1::RecordVersion>> records_;
  std::vector<const v1::RecordVersion*> pointers_;
  DossierView view_;
  Workspace workspace_;
};

// The program, or a failed expectation.
std::shared_ptr<const Program> MustCompile(std::string_view text, const Environment& environment);

// "REASON_... 1:5 got|want" of a text that must not compile, or "compiles".
std::string FaultOf(std::string_view text, std::span<const Kind> expected = {});
// The message of its status.
std::string MessageOf(std::string_view text, std::span<const Kind> expected = {});

}  // namespace jifen::scoring::expression
