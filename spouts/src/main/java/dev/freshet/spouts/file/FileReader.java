package dev.freshet.spouts.file;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A task's share of files. */
final class FileReader implements SourceReader {
    private static final class Share {
        final int partition;
        final Path path;
        RecordFile records;
        byte @Nullable [] header;
        /** Where to go on, once it is read again; -1 for here. */
        long from = -1;

        Share(int partition, Path path, RecordFile records) {
            this.partition = partition;
            this.path = path;
            this.records = records;
        }
    }

    private final ReaderContext context;
    private final Map<Integer, Share> shares = new TreeMap<>();
    private final List<Integer> partitions;
    private final boolean limited;
    private final boolean headers;
    private final long events;
    private long left;
    private int turn;

    FileReader(FileInput input, ReaderContext context) {
        this.context = context;
        this.limited = input.events() != FileInput.ALL;
        this.events = input.events();
        this.left = events;
        this.headers = context.format() instanceof InputFormat.Csv csv && csv.header();
        List<Path> files = FileList.expand(input.paths());
        for (int partition = 0; partition < files.size(); partition++) {
            if ((limited ? 0 : partition % context.tasks()) == context.taskIndex()) {
                Path path = files.get(partition);
                shares.put(partition, new Share(partition, path, open(path)));
            }
        }
        this.partitions = List.copyOf(shares.keySet());
    }

    @Override
    public List<Integer> partitions() {
        return partitions;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into) {
        for (Share share : inTurn()) {
            if (!share.records.ended() && open.test(share.partition)) {
                read(share, maxRecords, maxBytes, into);
                if (into.read() > 0) {
                    turn = share.partition + 1;
                    return true;
                }
            }
            if (limited && !share.records.ended()) {
                return false;
            }
        }
        return false;
    }

    @Override
    public boolean finished(int partition) {
        return left == 0 || share(partition).records.ended();
    }

    @Override
    public String name(int partition) {
        return FileList.stem(share(partition).path);
    }

    @Override
    public void processed(int partition, long offset) {}

    @Override
    public void seek(int partition, long offset) {
        Share share = share(partition);
        share.from = -1;
        share.records.close();
        share.records = open(share.path);
        byte[] first = share.records.skipTo(offset);
        share.header = headers ? first : null;
    }

    @Override
    public long position(int partition) {
        Share share = share(partition);
        return share.from >= 0 ? share.from : share.records.offset();
    }

    /** A file is opened, and records before the place passed over, only when it is read again: most often it is read to its end. */
    @Override
    public void restore(SortedMap<Integer, Long> offsets) {
        left = events;
        for (Share share : shares.values()) {
            long offset = offsets.getOrDefault(share.partition, 0L);
            share.records.close();
            share.records = open(share.path);
            share.header = null;
            share.from = offset;
            if (limited) {
                left -= headers && offset > 0 ? offset - 1 : offset;
                seek(share.partition, offset);
            }
        }
    }

    @Override
    public void close() {
        shares.values().forEach(share -> share.records.close());
    }

    private void read(Share share, int maxRecords, int maxBytes, Intake into) {
        if (share.from >= 0) {
            seek(share.partition, share.from);
        }
        RecordFile records = share.records;
        into.begin(share.partition, records.offset());
        byte[] header = share.header;
        if (header != null) {
            into.header(header);
            share.header = null;
        }
        while (left > 0 && into.read() < maxRecords && into.records().sizeBytes() < maxBytes) {
            boolean isHeader = headers && records.offset() == 0;
            if (!records.next(into)) {
                break;
            }
            if (limited && !isHeader) {
                left--;
            }
        }
        into.end(records.offset());
    }

    /** The files after the one that was read last come first; with a limit, always in order. */
    private List<Share> inTurn() {
        List<Share> order = new ArrayList<>(shares.size());
        if (limited) {
            order.addAll(shares.values());
            return order;
        }
        for (Share share : shares.values()) {
            if (share.partition >= turn) {
                order.add(share);
            }
        }
        for (Share share : shares.values()) {
            if (share.partition < turn) {
                order.add(share);
            }
        }
        return order;
    }

    private Share share(int partition) {
        Share share = shares.get(partition);
        if (share == null) {
            throw new IllegalArgumentException("partition " + partition + " is not read by this task");
        }
        return share;
    }

    private RecordFile open(Path path) {
        return new RecordFile(path, Framing.of(context.format()), context.maxRecordBytes());
    }
}
