#include "scoring/scheme/scheme_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "proto/model/text_proto.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/text_field.h"

namespace jifen::scoring::scheme {

absl::StatusOr<v1::Scheme> ParseSchemeText(std::string_view text) {
  if (text.size() > kSchemeBytesMax) {
    return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                            .message = "the scheme is too large",
                            .got = absl::StrCat(text.size(), " bytes"),
                            .want = absl::StrCat("at most ", kSchemeBytesMax, " bytes")});
  }
  if (!IsUtf8(text)) {
    return model::ToStatus(
        {.reason = v1::REASON_SCHEME_SYNTAX, .message = "the text is not UTF-8", .want = "UTF-8"});
  }
  v1::Scheme scheme;
  const auto fault = model::ParseTextProto(std::string(text), &scheme);
  if (!fault.has_value()) return scheme;
  return model::ToStatus({.reason = v1::REASON_SCHEME_SYNTAX,
                          .message = absl::StrCat("line ", fault->line, ", column ", fault->column,
                                                  ": ", fault->message),
                          .want = "a text proto of jifen.v1.Scheme",
                          .line = fault->line,
                          .column = fault->column});
}

}  // namespace jifen::scoring::scheme
