"""Jobs for crews: assignment, completion, evidence."""
