package dev.freshet.testkit.market;

/** A ledger of one symbol, kept by hand. */
final class Ledger {
    private final double capital;
    private final double fee;
    private final double slippage;
    private double cash;
    private double units;
    private double highest;
    private double kept = Double.NaN;
    private double paid;
    private int trades;

    Ledger(double capital, double fee, double slippage) {
        this.capital = capital;
        this.fee = fee;
        this.slippage = slippage;
        this.cash = capital;
        this.highest = capital;
    }

    /** Trades at a bar's close, and says how it stands. */
    String bar(double close, String signal) {
        double ask = close + close * slippage;
        double bid = close - close * slippage;
        if (Double.isNaN(kept)) {
            kept = capital / (ask + ask * fee);
        }
        if (signal.equals("buy") && units == 0) {
            units = cash / (ask + ask * fee);
            paid += units * ask * fee;
            cash = 0;
            trades++;
        } else if (signal.equals("sell") && units > 0) {
            cash = units * bid - units * bid * fee;
            paid += units * bid * fee;
            units = 0;
            trades++;
        }
        double worth = cash + units * close;
        highest = Math.max(highest, worth);
        return units + "," + cash + "," + worth + "," + (worth - capital) + "," + (highest - worth) / highest + ","
                + (kept * close - capital) + "," + trades + "," + paid;
    }
}
