#include "services/scheme/scheme_handler.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "proto/model/error.h"
#include "scoring/scheme/canonical_form.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/memory/memory_store.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::services::scheme {
namespace {

class SchemeHandlerTest : public testing::Test {
 protected:
  absl::StatusOr<v1::PutSchemeResponse> Put(const v1::Scheme& scheme,
                                            const std::string& request_id) {
    v1::PutSchemeRequest request;
    request.set_request_id(request_id);
    *request.mutable_scheme() = scheme;
    return handler_.PutScheme("local", request);
  }

  static v1::ErrorDetail Detail(const absl::Status& status) {
    return model::DetailOf(status).value_or(v1::ErrorDetail());
  }

  std::unique_ptr<storage::kv::Store> store_ = storage::kv::memory::NewStore();
  SchemeHandler handler_{*store_, [] { return absl::UnixEpoch(); }};
  const v1::Scheme scheme_ = scoring::ReadShippedScheme("sme-tech-2017");
};

TEST_F(SchemeHandlerTest, StoresASchemeWhoseVectorsHold) {
  const auto put = Put(scheme_, "a");
  ASSERT_TRUE(put.ok()) << put.status();
  EXPECT_EQ(put->vectors(), scheme_.vectors_size());
  EXPECT_EQ(put->summary().revision(), 1);
  EXPECT_EQ(put->summary().sha256().size(), 64);

  v1::GetSchemeRequest get;
  get.set_scheme_id("sme-tech-2017");
  const auto got = handler_.GetScheme(get);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(scoring::scheme::CanonicalForm(got->scheme()), scoring::scheme::CanonicalForm(scheme_));
  EXPECT_EQ(got->summary().sha256(), put->summary().sha256());
}

TEST_F(SchemeHandlerTest, SummarizesTheMaximumThatCardsAreOutOf) {
  const auto plain = Put(scheme_, "a");
  ASSERT_TRUE(plain.ok()) << plain.status();
  EXPECT_EQ(plain->summary().maximum(), scheme_.total().maximum());
  const v1::Scheme scaled = scoring::ReadShippedScheme("xianning-demo");
  const auto put = Put(scaled, "b");
  ASSERT_TRUE(put.ok()) << put.status();
  EXPECT_NE(scaled.total().maximum(), "1000");
  EXPECT_EQ(put->summary().maximum(), "1000");
}

TEST_F(SchemeHandlerTest, AnswersARequestIdOnceAndForAll) {
  const auto first = Put(scheme_, "a");
  const auto again = Put(scheme_, "a");
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());

  v1::Scheme other = scheme_;
  other.set_version(2);
  EXPECT_EQ(Detail(Put(other, "a").status()).reason(), v1::REASON_REQUEST_ID_REUSED);
}

TEST_F(SchemeHandlerTest, RefusesAnotherContentUnderAVersionThatExists) {
  ASSERT_TRUE(Put(scheme_, "a").ok());
  EXPECT_TRUE(Put(scheme_, "b").ok()) << "the same content is no fault";
  v1::Scheme other = scheme_;
  other.mutable_title()->set_en("Another title");
  const v1::ErrorDetail detail = Detail(Put(other, "c").status());
  EXPECT_EQ(detail.reason(), v1::REASON_SCHEME_VERSION_EXISTS);
  EXPECT_EQ(detail.path(), "scheme.version");
}

TEST_F(SchemeHandlerTest, RefusesOverlappingBandsWithTheirPath) {
  v1::Scheme scheme = scheme_;
  auto* bands = scheme.mutable_categories(0)
                    ->mutable_indicators(0)
                    ->mutable_measure()
                    ->mutable_scale()
                    ->mutable_bands();
  bands->mutable_bands(2)->set_from(bands->bands(1).from());
  const v1::ErrorDetail detail = Detail(Put(scheme, "a").status());
  EXPECT_EQ(detail.reason(), v1::REASON_SCHEME_BANDS);
  EXPECT_EQ(detail.path(), "scheme.categories[0].indicators[0].measure.scale.bands.bands[2].from");
}

TEST_F(SchemeHandlerTest, RefusesATypeFaultWithLineColumnAndCaret) {
  v1::Scheme scheme = scheme_;
  scheme.mutable_gates(0)->set_passes("profile.resident\n  && annual(year).staff + 'x' == 1");
  const absl::Status status = Put(scheme, "a").status();
  EXPECT_EQ(Detail(status).reason(), v1::REASON_EXPRESSION_TYPE);
  EXPECT_EQ(Detail(status).path(), "scheme.gates[0].passes");
  EXPECT_EQ(Detail(status).line(), 2);
  EXPECT_NE(std::string(status.message()).find('^'), std::string::npos) << status;
}

TEST_F(SchemeHandlerTest, RefusesAnExpressionNestedTenThousandDeep) {
  v1::Scheme scheme = scheme_;
  scheme.mutable_gates(0)->set_passes(std::string(10'000, '(') + "true" + std::string(10'000, ')'));
  EXPECT_EQ(Detail(Put(scheme, "a").status()).reason(), v1::REASON_EXPRESSION_TOO_COMPLEX);
}

TEST_F(SchemeHandlerTest, RefusesAVectorThatDoesNotHoldAndWritesNothing) {
  v1::Scheme scheme = scheme_;
  scheme.mutable_vectors(0)->mutable_expect()->set_total("71");
  const v1::ErrorDetail detail = Detail(Put(scheme, "a").status());
  EXPECT_EQ(detail.reason(), v1::REASON_SCHEME_VECTOR);
  EXPECT_EQ(detail.path(), "scheme.vectors[0].expect.total");
  EXPECT_EQ(detail.got(), "70");
  EXPECT_EQ((*store_->NewSnapshot())->revision(), 0);
}

TEST_F(SchemeHandlerTest, RefusesARequestWithoutAScheme) {
  v1::PutSchemeRequest request;
  request.set_request_id("a");
  EXPECT_EQ(Detail(handler_.PutScheme("local", request).status()).reason(),
            v1::REASON_FIELD_REQUIRED);
}

TEST_F(SchemeHandlerTest, ListsVersionsInPages) {
  ASSERT_TRUE(Put(scheme_, "a").ok());
  v1::Scheme second = scheme_;
  second.set_version(2);
  ASSERT_TRUE(Put(second, "b").ok());
  v1::ListSchemesRequest request;
  request.set_page_size(1);
  const auto first_page = handler_.ListSchemes(request);
  ASSERT_TRUE(first_page.ok());
  ASSERT_EQ(first_page->schemes_size(), 1);
  EXPECT_EQ(first_page->schemes(0).version(), 1);
  request.set_page_token(first_page->next_page_token());
  const auto second_page = handler_.ListSchemes(request);
  ASSERT_TRUE(second_page.ok());
  ASSERT_EQ(second_page->schemes_size(), 1);
  EXPECT_EQ(second_page->schemes(0).version(), 2);
  EXPECT_EQ(second_page->next_page_token(), "");
}

TEST_F(SchemeHandlerTest, GivesTheGreatestVersionToWhoNamesNone) {
  ASSERT_TRUE(Put(scheme_, "a").ok());
  v1::Scheme second = scheme_;
  second.set_version(2);
  ASSERT_TRUE(Put(second, "b").ok());
  SchemeCatalog catalog;
  const auto snapshot = *store_->NewSnapshot();
  EXPECT_EQ((*catalog.Get(*snapshot, "sme-tech-2017", 0))->message().version(), 2);
  const auto first = catalog.Get(*snapshot, "sme-tech-2017", 1);
  EXPECT_EQ((*first)->message().version(), 1);
  EXPECT_EQ(*catalog.Get(*snapshot, "sme-tech-2017", 1), *first) << "compiled once";
  EXPECT_EQ(Detail(catalog.Get(*snapshot, "nothing", 0).status()).reason(),
            v1::REASON_SCHEME_UNKNOWN);
  EXPECT_EQ(Detail(catalog.Get(*snapshot, "sme-tech-2017", 3).status()).reason(),
            v1::REASON_SCHEME_UNKNOWN);
}

}  // namespace
}  // namespace jifen::services::scheme
