#!/usr/bin/env python3
"""Learns to read handwritten digits with softmax regression, in nothing but Python's standard library.

Runs by itself (python3 train.py) and as a Bancada job, which tells it where to write:
BANCADA_METRICS_FILE takes one JSON object a line, BANCADA_OUTPUT_DIR what is to be kept.
"""

import argparse
import csv
import json
import math
import os
import random
import sys
import time

CLASSES = 10
PIXELS = 64
BRIGHTEST = 16.0


def main():
    arguments = parse_arguments()
    outputs = os.environ.get("BANCADA_OUTPUT_DIR", "outputs")
    os.makedirs(outputs, exist_ok=True)
    metrics = Metrics(os.environ.get("BANCADA_METRICS_FILE", os.path.join(outputs, "metrics.jsonl")))
    chance = random.Random(arguments.seed)
    training, held_out = split(read(arguments.data), arguments.held_out, chance)
    print(
        "%d digits to learn from, %d held out; Python %s"
        % (len(training), len(held_out), sys.version.split()[0]),
        flush=True,
    )
    model = Model()
    started = time.monotonic()
    accuracy = 0.0
    for epoch in range(1, arguments.epochs + 1):
        chance.shuffle(training)
        loss = model.learn(training, arguments.learning_rate, arguments.batch)
        accuracy = model.accuracy(held_out)
        metrics.log(epoch, {"train/loss": loss, "validation/accuracy": accuracy})
        print(
            "epoch %d/%d  loss %.4f  accuracy %.4f  %.1f s"
            % (epoch, arguments.epochs, loss, accuracy, time.monotonic() - started),
            flush=True,
        )
    metrics.close()
    model.save(os.path.join(outputs, "model.json"))
    report(os.path.join(outputs, "report.md"), arguments, model, held_out, accuracy)
    print("accuracy on held-out digits: %.4f" % accuracy, flush=True)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Learns to read handwritten digits.")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--data", default=os.path.join(here, "digits.csv"), help="64 pixels and the digit in each row")
    parser.add_argument("--epochs", type=positive(int), default=20, help="passes over the training digits")
    parser.add_argument("--learning-rate", type=positive(float), default=0.5)
    parser.add_argument("--batch", type=positive(int), default=16, help="digits between two steps")
    parser.add_argument("--held-out", type=positive(int), default=360, help="digits that are only tested on")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same model")
    return parser.parse_args()


def positive(kind):
    def parse(text):
        value = kind(text)
        if value <= 0:
            raise argparse.ArgumentTypeError("give a number above zero")
        return value

    return parse


def read(path):
    """The digits as pairs: the pixels that are not blank, as (index, brightness 0..1), and the digit."""
    digits = []
    with open(path, newline="") as file:
        for row in csv.reader(file):
            if len(row) != PIXELS + 1:
                raise SystemExit("%s: a row has %d columns, not %d" % (path, len(row), PIXELS + 1))
            pixels = [(i, int(text) / BRIGHTEST) for i, text in enumerate(row[:PIXELS]) if text != "0"]
            digits.append((pixels, int(row[PIXELS])))
    return digits


def split(digits, held_out, chance):
    chance.shuffle(digits)
    if held_out >= len(digits):
        raise SystemExit("--held-out leaves none of %d digits to learn from" % len(digits))
    return digits[held_out:], digits[:held_out]


class Metrics:
    """One JSON object a line, each flushed, so that a chart can follow the job."""

    def __init__(self, path):
        self.file = open(path, "a")

    def log(self, step, values):
        now = int(time.time() * 1000)
        for name, value in values.items():
            line = {"name": name, "value": value, "step": step, "timestamp": now}
            self.file.write(json.dumps(line) + "\n")
        self.file.flush()

    def close(self):
        self.file.close()


class Model:
    """One weight for each digit and pixel, and a bias for each digit."""

    def __init__(self):
        self.weights = [[0.0] * PIXELS for _ in range(CLASSES)]
        self.biases = [0.0] * CLASSES

    def probabilities(self, pixels):
        scores = []
        for weights, bias in zip(self.weights, self.biases):
            score = bias
            for i, brightness in pixels:
                score += weights[i] * brightness
            scores.append(score)
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        total = sum(shares)
        return [share / total for share in shares]

    def learn(self, digits, rate, batch):
        """One pass; returns the mean cross-entropy on the way."""
        loss = 0.0
        for start in range(0, len(digits), batch):
            part = digits[start : start + batch]
            step = rate / len(part)
            errors = []
            for pixels, digit in part:
                error = self.probabilities(pixels)
                loss -= math.log(max(error[digit], 1e-12))
                error[digit] -= 1.0
                errors.append((pixels, error))
            for pixels, error in errors:
                self.correct(pixels, error, step)
        return loss / len(digits)

    def correct(self, pixels, error, step):
        for c in range(CLASSES):
            change = step * error[c]
            if abs(change) > 1e-9:
                weights = self.weights[c]
                self.biases[c] -= change
                for i, brightness in pixels:
                    weights[i] -= change * brightness

    def read_digit(self, pixels):
        probabilities = self.probabilities(pixels)
        return probabilities.index(max(probabilities))

    def accuracy(self, digits):
        return sum(self.read_digit(pixels) == digit for pixels, digit in digits) / len(digits)

    def save(self, path):
        with open(path, "w") as file:
            json.dump({"kind": "softmax-regression", "weights": self.weights, "biases": self.biases}, file)


def report(path, arguments, model, held_out, accuracy):
    confusion = [[0] * CLASSES for _ in range(CLASSES)]
    for pixels, digit in held_out:
        confusion[digit][model.read_digit(pixels)] += 1
    with open(path, "w") as file:
        file.write("# Handwritten digits\n\n")
        file.write("Softmax regression, %d epochs, seed %d.\n" % (arguments.epochs, arguments.seed))
        file.write("Accuracy on %d held-out digits: %.4f\n\n" % (len(held_out), accuracy))
        file.write("| digit | read as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |\n")
        file.write("|---" * (CLASSES + 1) + "|\n")
        for digit, row in enumerate(confusion):
            file.write("| %d | %s |\n" % (digit, " | ".join(map(str, row))))


if __name__ == "__main__":
    main()
