#include "storage/kv/writer.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "storage/kv/request_form.h"
#include "storage/kv/write_group.h"

namespace jifen::storage::kv {
namespace {

struct Pending {
  CommitRequest request;
  CommitDone done;
  size_t bytes = 0;
};

absl::Status Stopped() {
  return absl::UnavailableError("the store has stopped after a failed write; restart the service");
}

class Writer final : public Store {
 public:
  Writer(std::unique_ptr<Backend> backend, std::shared_ptr<const Snapshot> head)
      : backend_(std::move(backend)), head_(std::move(head)), thread_([this] { Run(); }) {}

  ~Writer() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    arrived_.notify_one();
    thread_.join();
  }

  absl::StatusOr<std::shared_ptr<const Snapshot>> NewSnapshot() override {
    const std::lock_guard lock(mutex_);
    if (stopped_) return Stopped();
    return head_;
  }

  void Commit(CommitRequest request, CommitDone done) override {
    absl::Status status = ValidateRequest(request);
    const size_t bytes = RequestBytes(request);
    if (status.ok()) status = Enqueue({std::move(request), done, bytes});
    if (!status.ok()) done(std::move(status));
  }

 private:
  absl::Status Enqueue(Pending pending);
  std::vector<Pending> Take();
  void Run();
  void Write(std::vector<Pending> taken);
  absl::Status Apply(const WriteGroup& group);

  const std::unique_ptr<Backend> backend_;  // used by thread_ alone

  std::mutex mutex_;  // guards all below but thread_
  std::condition_variable arrived_;
  std::deque<Pending> queue_;
  size_t queue_bytes_ = 0;
  bool closing_ = false;
  bool stopped_ = false;
  std::shared_ptr<const Snapshot> head_;

  std::thread thread_;  // last, for it uses all others
};

absl::Status Writer::Enqueue(Pending pending) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return Stopped();
  if (closing_) return absl::UnavailableError("the store is closing");
  if (queue_.size() >= kPendingCommitsMax || queue_bytes_ + pending.bytes > kPendingBytesMax) {
    return QueueFull();
  }
  queue_bytes_ += pending.bytes;
  queue_.push_back(std::move(pending));
  arrived_.notify_one();
  return absl::OkStatus();
}

// Waits for commits. None: the store closes and all are answered.
std::vector<Pending> Writer::Take() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return closing_ || !queue_.empty(); });
  std::vector<Pending> taken;
  size_t bytes = 0;
  while (!queue_.empty() && (taken.empty() || bytes + queue_.front().bytes <= kGroupBytesMax)) {
    bytes += queue_.front().bytes;
    taken.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  queue_bytes_ -= bytes;
  return taken;
}

void Writer::Run() {
  for (std::vector<Pending> taken = Take(); !taken.empty(); taken = Take()) {
    Write(std::move(taken));
  }
}

void Writer::Write(std::vector<Pending> taken) {
  std::vector<absl::StatusOr<Revision>> answers;
  answers.reserve(taken.size());
  if (stopped_) {  // only this thread sets it
    answers.assign(taken.size(), Stopped());
  } else {
    WriteGroup group(head_);
    for (Pending& pending : taken) answers.push_back(group.Add(std::move(pending.request)));
    const absl::Status applied = Apply(group);
    for (absl::StatusOr<Revision>& answer : answers) {
      if (!applied.ok() && (answer.ok() || absl::IsAborted(answer.status()))) answer = applied;
    }
  }
  for (size_t i = 0; i < taken.size(); ++i) taken[i].done(std::move(answers[i]));
}

absl::Status Writer::Apply(const WriteGroup& group) {
  if (group.writes().empty()) return absl::OkStatus();
  absl::Status status = backend_->Apply(group.writes(), group.newest());
  if (absl::IsResourceExhausted(status)) return status;
  absl::StatusOr<std::shared_ptr<const Snapshot>> head = Stopped();
  if (status.ok()) head = backend_->Head();
  const std::lock_guard lock(mutex_);
  if (head.ok()) {
    head_.swap(*head);  // the old one is released after the lock
    return absl::OkStatus();
  }
  stopped_ = true;
  if (status.ok()) return status;  // it is durable, though this process can no longer show it
  return absl::UnavailableError(
      "the store failed to write; whether the commit is stored shows after a restart");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> StartWriter(std::unique_ptr<Backend> backend) {
  absl::StatusOr<std::shared_ptr<const Snapshot>> head = backend->Head();
  if (!head.ok()) return head.status();
  return std::make_unique<Writer>(std::move(backend), *std::move(head));
}

}  // namespace jifen::storage::kv
