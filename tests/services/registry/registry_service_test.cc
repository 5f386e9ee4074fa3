// The registry over a real connection: port 0, loopback.
#include "services/registry/registry_service.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "grpcpp/grpcpp.h"
#include "storage/kv/memory/memory_store.h"
#include "tests/services/registry/import_steps.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

using ImportStreamOfClient = grpc::ClientReaderWriter<v1::ImportRequest, v1::ImportResponse>;

class RegistryServiceTest : public testing::Test {
 protected:
  explicit RegistryServiceTest(absl::Duration import_silence_max = kImportSilenceMax)
      : service_(handler_, executor_, import_silence_max) {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    const std::string address = "127.0.0.1:" + std::to_string(port);
    stub_ = v1::RegistryService::NewStub(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }
  ~RegistryServiceTest() override { server_->Shutdown(); }

  // Sends a step and reads the answer to it.
  static v1::ImportResponse Step(ImportStreamOfClient& stream, const v1::ImportRequest& request) {
    v1::ImportResponse response;
    EXPECT_TRUE(stream.Write(request));
    EXPECT_TRUE(stream.Read(&response));
    return response;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  RegistryHandler handler_{*store_, [] { return absl::UnixEpoch(); }};
  rpc::Executor executor_{{.threads = 2, .queue_max = 100}};
  RegistryService service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::RegistryService::Stub> stub_;
};

TEST_F(RegistryServiceTest, ImportsOverAStream) {
  grpc::ClientContext context;
  const auto stream = stub_->Import(&context);
  EXPECT_EQ(Step(*stream, StartStep("i1")).started().durable_offset(), 0U);
  const v1::ImportResponse results =
      Step(*stream, RowsStep(0, {Row(tables::SampleEnterprise(1)), Row(tables::SampleReport(1)),
                                 Row(tables::SampleReport(2))}));
  EXPECT_EQ(
      Words(results.results()),
      (std::vector<std::string>{"CREATED", "CREATED", "ENTERPRISE_UNKNOWN record.enterprise_id"}));
  EXPECT_EQ(results.results().durable_offset(), 3U);
  EXPECT_EQ(Words(Step(*stream, FinishStep(3)).finished().totals()), "2 0 0 1");
  stream->WritesDone();
  const grpc::Status status = stream->Finish();
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(RegistryServiceTest, SenderMaySendAheadOfTheAnswers) {
  grpc::ClientContext context;
  const auto stream = stub_->Import(&context);
  ASSERT_TRUE(stream->Write(StartStep("i1")));
  for (int n = 0; n < 20; ++n) {
    ASSERT_TRUE(
        stream->Write(RowsStep(static_cast<uint64_t>(n), {Row(tables::SampleEnterprise(n))})));
  }
  ASSERT_TRUE(stream->Write(FinishStep(20)));
  stream->WritesDone();
  v1::ImportResponse response;
  int responses = 0;
  while (stream->Read(&response)) ++responses;
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(responses, 22);
  EXPECT_EQ(Words(response.finished().totals()), "20 0 0 0");
}

TEST_F(RegistryServiceTest, SenderThatIsCutOffGoesOn) {
  {
    grpc::ClientContext context;
    const auto stream = stub_->Import(&context);
    Step(*stream, StartStep("i1"));
    Step(*stream, RowsStep(0, {Row(tables::SampleEnterprise(1))}));
    context.TryCancel();
    EXPECT_FALSE(stream->Finish().ok());
  }
  grpc::ClientContext context;
  const auto stream = stub_->Import(&context);
  EXPECT_EQ(Step(*stream, StartStep("i1")).started().durable_offset(), 1U);
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(RegistryServiceTest, FaultOfAStepEndsTheStreamWithItsReason) {
  grpc::ClientContext context;
  const auto stream = stub_->Import(&context);
  Step(*stream, StartStep("i1"));
  ASSERT_TRUE(stream->Write(RowsStep(7, {Row(tables::SampleEnterprise(1))})));
  v1::ImportResponse response;
  EXPECT_FALSE(stream->Read(&response));
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_NE(status.error_message().find("rows.offset: got 7, want 0"), std::string::npos)
      << status.error_message();
}

// Both the failure and the end of the messages are known before the answer.
TEST_F(RegistryServiceTest, FaultOfTheLastBatchIsToldAfterTheSenderHasSaidAll) {
  tables::Put(*store_, tables::SampleEnterprise(1));
  grpc::ClientContext context;
  const auto stream = stub_->Import(&context);
  ASSERT_TRUE(stream->Write(StartStep("i1")));
  ASSERT_TRUE(stream->Write(RowsStep(0, {Row(tables::SampleReport(1))})));
  ASSERT_TRUE(stream->Write(RowsStep(7, {Row(tables::SampleReport(2))})));
  stream->WritesDone();
  v1::ImportResponse response;
  int responses = 0;
  while (stream->Read(&response)) ++responses;
  EXPECT_EQ(responses, 2) << "the answers before the fault come first";
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::FAILED_PRECONDITION);
}

// An import that was started, or the code with which it was refused.
struct OpenImport {
  grpc::ClientContext context;
  std::unique_ptr<ImportStreamOfClient> stream;
  grpc::StatusCode code = grpc::StatusCode::OK;

  OpenImport(v1::RegistryService::Stub& stub, const std::string& import_id)
      : stream(stub.Import(&context)) {
    v1::ImportResponse response;
    stream->Write(StartStep(import_id));
    if (!stream->Read(&response)) code = stream->Finish().error_code();
  }
};

TEST_F(RegistryServiceTest, OneImportTooManyIsRefusedAndThePlaceIsFreeAgain) {
  std::vector<std::unique_ptr<OpenImport>> imports;
  for (int n = 0; n < kImportStreamsMax; ++n) {
    imports.push_back(std::make_unique<OpenImport>(*stub_, "i" + std::to_string(n)));
    EXPECT_EQ(imports.back()->code, grpc::StatusCode::OK);
  }
  EXPECT_EQ(OpenImport(*stub_, "many").code, grpc::StatusCode::RESOURCE_EXHAUSTED);
  imports.front()->stream->WritesDone();
  EXPECT_TRUE(imports.front()->stream->Finish().ok());
  imports.erase(imports.begin());
  // The client may know of the end before the server has counted it.
  for (int i = 0; i < 1000 && imports.size() < kImportStreamsMax; ++i) {
    auto next = std::make_unique<OpenImport>(*stub_, "again");
    if (next->code == grpc::StatusCode::OK) imports.push_back(std::move(next));
  }
  EXPECT_EQ(imports.size(), static_cast<size_t>(kImportStreamsMax));
  for (const auto& import : imports) {
    import->stream->WritesDone();
    EXPECT_TRUE(import->stream->Finish().ok());
  }
}

class SilentImportTest : public RegistryServiceTest {
 protected:
  SilentImportTest() : RegistryServiceTest(absl::Milliseconds(500)) {}
};

TEST_F(SilentImportTest, IdleStreamsGiveTheirPlacesBackAndAreToldWhy) {
  std::vector<std::unique_ptr<OpenImport>> imports;
  for (int n = 0; n < kImportStreamsMax; ++n) {
    imports.push_back(std::make_unique<OpenImport>(*stub_, "i" + std::to_string(n)));
    ASSERT_EQ(imports.back()->code, grpc::StatusCode::OK);
  }
  for (const auto& import : imports) {
    v1::ImportResponse response;
    EXPECT_FALSE(import->stream->Read(&response));
    const grpc::Status status = import->stream->Finish();
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_NE(status.error_message().find("silent for too long"), std::string::npos);
  }
  grpc::StatusCode code = grpc::StatusCode::RESOURCE_EXHAUSTED;
  for (int i = 0; i < 1000 && code != grpc::StatusCode::OK; ++i) {
    code = OpenImport(*stub_, "next").code;
  }
  EXPECT_EQ(code, grpc::StatusCode::OK);
}

// Refused rows have long answers, more than a connection takes that nobody reads.
TEST_F(SilentImportTest, StreamWhoseAnswersNobodyReadsGivesItsPlaceBack) {
  const OpenImport import(*stub_, "i1");
  ASSERT_EQ(import.code, grpc::StatusCode::OK);
  const std::vector<v1::ImportRow> rows(500, Row(tables::SampleReport(1)));
  uint64_t batch = 0;
  while (batch < 1000 && import.stream->Write(RowsStep(batch * rows.size(), rows))) ++batch;
  EXPECT_LT(batch, 1000U) << "the stream took everything";
}

// Messages come just when the alarm does: whoever is first, the stream is finished once.
TEST_F(SilentImportTest, MessagesAtTheVeryEndOfTheSilenceAreTakenOrRefused) {
  for (int round = 0; round < 6; ++round) {
    grpc::ClientContext context;
    const auto stream = stub_->Import(&context);
    Step(*stream, StartStep("edge"));
    absl::SleepFor(absl::Milliseconds(494 + 2 * round));
    stream->Write(StartStep("edge"));
    v1::ImportResponse response;
    EXPECT_FALSE(stream->Read(&response));
    const grpc::StatusCode code = stream->Finish().error_code();
    EXPECT_TRUE(code == grpc::StatusCode::FAILED_PRECONDITION ||
                code == grpc::StatusCode::RESOURCE_EXHAUSTED)
        << code;
  }
}

TEST_F(SilentImportTest, StreamThatGoesOnIsNotSilent) {
  grpc::ClientContext context;
  const auto stream = stub_->Import(&context);
  Step(*stream, StartStep("busy"));
  for (uint64_t n = 0; n < 8; ++n) {
    absl::SleepFor(absl::Milliseconds(100));
    Step(*stream, RowsStep(n, {Row(tables::SampleEnterprise(static_cast<int>(n)))}));
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(RegistryServiceTest, UnaryCallsReachTheirHandlers) {
  v1::PutEnterpriseRequest put;
  put.set_request_id("r1");
  *put.mutable_enterprise() = tables::SampleEnterprise(1);
  v1::PutEnterpriseResponse put_response;
  grpc::ClientContext put_context;
  EXPECT_TRUE(stub_->PutEnterprise(&put_context, put, &put_response).ok());
  EXPECT_EQ(put_response.change(), v1::CHANGE_CREATED);

  v1::PutRecordRequest record;
  record.set_request_id("r2");
  *record.mutable_record() = tables::SampleReport(1);
  v1::PutRecordResponse record_response;
  grpc::ClientContext record_context;
  EXPECT_TRUE(stub_->PutRecord(&record_context, record, &record_response).ok());

  v1::GetDossierRequest dossier;
  dossier.set_enterprise_id(tables::EnterpriseId(1));
  dossier.mutable_valid_at()->set_year(2025);
  dossier.mutable_valid_at()->set_month(1);
  dossier.mutable_valid_at()->set_day(1);
  v1::GetDossierResponse dossier_response;
  grpc::ClientContext dossier_context;
  EXPECT_TRUE(stub_->GetDossier(&dossier_context, dossier, &dossier_response).ok());
  EXPECT_EQ(dossier_response.dossier().records_size(), 1);

  v1::GetEnterpriseRequest unknown;
  unknown.set_enterprise_id(tables::EnterpriseId(2));
  v1::GetEnterpriseResponse unknown_response;
  grpc::ClientContext unknown_context;
  EXPECT_EQ(stub_->GetEnterprise(&unknown_context, unknown, &unknown_response).error_code(),
            grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace jifen::services::registry
