package dev.freshet.bolts.results;

import dev.freshet.bolts.kafka.KafkaTarget;
import dev.freshet.bolts.kafka.TopicAppend;
import dev.freshet.bolts.kafka.TopicLink;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to topics, by a thread of its own: a transaction can take longer than a task may be held up. What was asked for and is not
 * asked after any more is done before what is asked for next.
 */
final class TopicOutlet implements Outlet<TopicAppend> {
    private static final long PATIENCE_MS = 700;
    private static final long CLOSING_MS = 1000;

    private record UnderWay(List<TopicAppend> appends, Future<?> answer) {}

    private final KafkaTarget kafka;
    private final TopicLink link;
    private final ExecutorService thread;
    private @Nullable UnderWay underWay;

    private TopicOutlet(KafkaTarget kafka, String name) {
        this.kafka = kafka;
        this.link = new TopicLink(kafka);
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, name + "-topics");
            made.setDaemon(true);
            // Kafka looks for its serializers there.
            made.setContextClassLoader(KafkaProducer.class.getClassLoader());
            return made;
        });
    }

    /** Those of a Kafka. */
    static OutletFactory<TopicAppend> of(KafkaTarget kafka) {
        return name -> new TopicOutlet(kafka, name);
    }

    @Override
    public String server() {
        return "Kafka";
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The same list is the same question; an equal one is asked anew.
    public boolean send(List<TopicAppend> appends) {
        if (appends.isEmpty()) {
            return true;
        }
        UnderWay now = underWay;
        if (now == null || now.appends != appends) {
            now = new UnderWay(appends, thread.submit(() -> link.send(appends)));
            underWay = now;
        }
        try {
            now.answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            underWay = null;
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            underWay = null;
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isFatal(RuntimeException error) {
        return !link.isPassing(error);
    }

    @Override
    public String sentence(RuntimeException error) {
        return kafka.sentence(error);
    }

    @Override
    public void close() {
        var unused = thread.submit(link::close);
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSING_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
