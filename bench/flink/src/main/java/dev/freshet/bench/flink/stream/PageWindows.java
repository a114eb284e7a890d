package dev.freshet.bench.flink.stream;

import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Count and sum per page and window. */
final class PageWindows {
    private PageWindows() {}

    static final class CountAndSum implements AggregateFunction<Event, ResultRow, ResultRow> {
        private static final long serialVersionUID = 1L;

        @Override
        public ResultRow createAccumulator() {
            return new ResultRow();
        }

        @Override
        public ResultRow add(Event event, ResultRow to) {
            to.count++;
            to.sum += event.value;
            return to;
        }

        @Override
        public ResultRow getResult(ResultRow of) {
            return of;
        }

        @Override
        public ResultRow merge(ResultRow a, ResultRow b) {
            a.count += b.count;
            a.sum += b.sum;
            return a;
        }
    }

    static final class Rows extends ProcessWindowFunction<ResultRow, ResultRow, Long, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(Long page, Context context, Iterable<ResultRow> of, Collector<ResultRow> out) {
            for (ResultRow row : of) {
                row.key = page;
                row.endMs = context.window().getEnd();
                out.collect(row);
            }
        }
    }
}
