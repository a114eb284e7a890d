package dev.freshet.storm;

/** What a task writes on its tuples by the channel that they take: who sends it, in which generation, as which one. */
public interface Marks {
    /** Those of a job without epochs: nothing. */
    Marks NONE = new Marks() {
        @Override
        public Delivery on(int task, Delivery delivery) {
            return delivery;
        }

        @Override
        public Control on(int task, Control control) {
            return control;
        }
    };

    /** The delivery of the next tuple to a task. */
    Delivery on(int task, Delivery delivery);

    /** The next message to a task. */
    Control on(int task, Control control);
}
