"""A good order of many visits: OR-Tools' routing, with the hours of each visit as time windows.

Not proven to be the best. It stops after a number of routes rather than after seconds, so that the same tour gets the same order;
the seconds end it only where there are not that many routes to find.
"""

from typing import Any

from mikrovirk.landscape.domain.tours.driving import BASE
from mikrovirk.landscape.domain.tours.route import Route, Tour, timetable

LOOKED_AT = 1000  # routes
SECONDS = 5
A_DAY = 24 * 60
# What counts, in minutes of driving: a minute later home, a visit passed by, one passed by that is to keep its number.
LATER, PASSED, NUMBERED = 1_000, 10_000_000, 1_000_000_000


def searched(tour: Tour) -> Route:
    """A good route; visits that do not fit are passed by."""
    # Heavy, and not needed for a usual tour.
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    keys = [BASE, *(visit.key for visit in tour.visits)]
    places = pywrapcp.RoutingIndexManager(len(keys), 1, 0)
    routing = pywrapcp.RoutingModel(places)
    add_driving(routing, tour, keys)
    add_hours(routing, places, tour, keys)
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.solution_limit = LOOKED_AT
    asked.time_limit.seconds = SECONDS
    found = routing.SolveWithParameters(asked)
    order: list[int] = []
    here = found.Value(routing.NextVar(routing.Start(0)))
    while not routing.IsEnd(here):
        order.append(keys[places.IndexToNode(here)])
        here = found.Value(routing.NextVar(here))
    return timetable(tour, order)


def add_driving(routing: Any, tour: Tour, keys: list[int]) -> None:
    """What driving costs, and how time passes: a visit, then the drive."""
    drives = [[tour.minutes.get((start, end), 0) for end in keys] for start in keys]
    stays = [0, *(visit.minutes for visit in tour.visits)]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(drives))
    passing = [[drive + stay for drive in row] for row, stay in zip(drives, stays, strict=True)]
    routing.AddDimension(routing.RegisterTransitMatrix(passing), A_DAY, A_DAY, False, "time")
    routing.AddConstantDimension(1, len(keys), True, "number")


def add_hours(routing: Any, places: Any, tour: Tour, keys: list[int]) -> None:
    """When each visit may begin, which number it has, and that it may be passed by."""
    time, number = routing.GetDimensionOrDie("time"), routing.GetDimensionOrDie("number")
    time.CumulVar(routing.Start(0)).SetRange(tour.starts, tour.starts)
    time.CumulVar(routing.End(0)).SetRange(tour.starts, tour.ends)
    time.SetSpanCostCoefficientForAllVehicles(LATER)
    for node, visit in enumerate(tour.visits, 1):
        index = places.NodeToIndex(node)
        first = max(visit.opens, tour.starts)
        if visit.latest < first:
            routing.solver().Add(routing.VehicleVar(index) == -1)
        else:
            time.CumulVar(index).SetRange(first, visit.latest)
        if visit.number:
            number.CumulVar(index).SetRange(visit.number, visit.number)
        routing.AddDisjunction([index], NUMBERED if visit.number else PASSED)
