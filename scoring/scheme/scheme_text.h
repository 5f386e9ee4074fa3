// scoring/scheme/scheme_text.h: reads a scheme from its text form.
//
//   Shape    a text proto of jifen.v1.Scheme, or several one after the other: lists are joined, so
//            that the vectors may stand in a file of their own.
//   Range    at most kSchemeBytesMax bytes.
//   Errors   TOO_LARGE, then SCHEME_SYNTAX: bytes that are not UTF-8; then the first fault with its line
//            and column, also an unknown field or enum value and a field set twice.
//   Threads  a free function without state.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring::scheme {

absl::StatusOr<v1::Scheme> ParseSchemeText(std::string_view text);

}  // namespace jifen::scoring::scheme
