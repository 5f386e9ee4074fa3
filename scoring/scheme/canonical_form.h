// scoring/scheme/canonical_form.h: the bytes that stand for a scheme, and its identity.
//
//   Shape    the protobuf encoding of the message with these freedoms taken away: fields by rising
//            number, entries of maps by rising key, no fields that jifen.v1.Scheme does not know,
//            fields without presence left out when they have their default. Vectors and base
//            dossiers belong to it.
//   Threads  free functions without state.
#pragma once

#include <string>

#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring::scheme {

std::string CanonicalForm(const v1::Scheme& scheme);

// SHA-256 of the canonical form, 64 lower-case hexadecimal digits.
std::string Identity(const v1::Scheme& scheme);

}  // namespace jifen::scoring::scheme
