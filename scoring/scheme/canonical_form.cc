#include "scoring/scheme/canonical_form.h"

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "proto/model/sha256.h"

namespace jifen::scoring::scheme {

std::string CanonicalForm(const v1::Scheme& scheme) {
  v1::Scheme known = scheme;
  known.DiscardUnknownFields();
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    known.SerializePartialToCodedStream(&coded);
  }
  return bytes;
}

std::string Identity(const v1::Scheme& scheme) {
  return model::HexOf(model::Sha256Of(CanonicalForm(scheme)));
}

}  // namespace jifen::scoring::scheme
