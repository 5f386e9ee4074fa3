#include "scoring/scheme/fault_list.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/limits.h"

namespace jifen::scoring::scheme {

namespace {

// The text of a status that model::ToStatus made, without the parts that its detail repeats.
std::string TextOf(const absl::Status& status, const v1::ErrorDetail& detail) {
  std::string_view text(status.message().data(), status.message().size());
  const auto cut = [&text](const std::string& part) {
    if (text.starts_with(part)) text.remove_prefix(part.size());
  };
  cut(detail.path());
  cut(": ");
  if (!detail.got().empty()) cut(absl::StrCat("got ", detail.got()));
  cut(", ");
  if (!detail.want().empty()) cut(absl::StrCat("want ", detail.want()));
  cut(": ");
  return std::string(text);
}

}  // namespace

void FaultList::Add(model::Fault fault) {
  ++count_;
  if (faults_.size() < kFaultsMax) faults_.push_back(std::move(fault));
}

FaultPlace FaultPlace::At(std::string_view field) const {
  std::string path = path_;
  if (!path.empty()) path += '.';
  path.append(field);
  return {list_, std::move(path), proves_};
}

FaultPlace FaultPlace::At(std::string_view field, int index) const {
  FaultPlace place = At(field);
  absl::StrAppend(&place.path_, "[", index, "]");
  return place;
}

FaultPlace FaultPlace::Proving() const { return {list_, path_, true}; }

void FaultPlace::Report(Finding finding) const {
  if (proves_ && list_->taking() == Taking::kHard) return;
  list_->Add({.reason = finding.reason,
              .message = std::move(finding.message),
              .path = path_,
              .got = std::move(finding.got),
              .want = std::move(finding.want),
              .line = finding.line,
              .column = finding.column});
}

void FaultPlace::ReportStructure(std::string message, std::string got, std::string want) const {
  Report({.reason = v1::REASON_SCHEME_STRUCTURE,
          .message = std::move(message),
          .got = std::move(got),
          .want = std::move(want)});
}

void FaultPlace::Report(const absl::Status& status) const {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  if (!detail.has_value()) {
    list_->Add({.message = std::string(status.message()), .path = path_});
    return;
  }
  const std::string path =
      detail->path().empty() ? path_ : absl::StrCat(path_, ".", detail->path());
  list_->Add({.reason = detail->reason(),
              .message = TextOf(status, *detail),
              .path = path,
              .got = detail->got(),
              .want = detail->want(),
              .line = detail->line(),
              .column = detail->column()});
}

}  // namespace jifen::scoring::scheme
