// scoring/scheme/fault_list.h: collects the faults of a scheme under the paths of its fields.
//
//   Shape    a FaultList, and places in it: FaultPlace(list).At("categories", 1).At("maximum").
//   Range    keeps the first kFaultsMax faults, counts all.
//   Threads  one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "proto/model/error.h"

namespace jifen::scoring::scheme {

// What a list takes up.
enum class Taking : uint8_t {
  kAll,
  kHard,  // only what keeps a scheme from being evaluated: nothing that a place proves
};

class FaultList {
 public:
  explicit FaultList(Taking taking = Taking::kAll) : taking_(taking) {}

  Taking taking() const { return taking_; }
  void Add(model::Fault fault);
  const std::vector<model::Fault>& faults() const { return faults_; }
  size_t count() const { return count_; }

 private:
  Taking taking_;
  std::vector<model::Fault> faults_;
  size_t count_ = 0;
};

struct Finding {
  v1::Reason reason = v1::REASON_UNSPECIFIED;
  std::string message;
  std::string got;
  std::string want;
  int line = 0;    // of an expression, from 1; 0 if none
  int column = 0;  // in code points from 1; 0 if none
};

class FaultPlace {
 public:
  explicit FaultPlace(FaultList* list) : list_(list) {}

  FaultPlace At(std::string_view field) const;
  FaultPlace At(std::string_view field, int index) const;
  // The same place for what is proved of a scheme that can be evaluated all the same, such as a
  // bound that no total reaches. The lint may learn to prove more: a scheme that was stored before stays good.
  FaultPlace Proving() const;

  void Report(Finding finding) const;
  // SCHEME_STRUCTURE.
  void ReportStructure(std::string message, std::string got, std::string want) const;
  // A status that model::ToStatus made, with this place before its path.
  void Report(const absl::Status& status) const;

  const std::string& path() const { return path_; }
  size_t fault_count() const { return list_->count(); }

 private:
  FaultPlace(FaultList* list, std::string path, bool proves)
      : list_(list), path_(std::move(path)), proves_(proves) {}

  FaultList* list_;
  std::string path_;
  bool proves_ = false;
};

}  // namespace jifen::scoring::scheme
